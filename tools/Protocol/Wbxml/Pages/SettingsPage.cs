namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 18, Settings.</summary>
static class SettingsPage
{
    public static readonly CodePage Page = new(18, "Settings", """
        05 Settings  06 Status  07 Get  08 Set  09 Oof  0A OofState  0B StartTime  0C EndTime
        0D OofMessage  0E AppliesToInternal  0F AppliesToExternalKnown  10 AppliesToExternalUnknown
        11 Enabled  12 ReplyMessage  13 BodyType  14 DevicePassword  15 Password  16 DeviceInformation
        17 Model  18 IMEI  19 FriendlyName  1A OS  1B OSLanguage  1C PhoneNumber  1D UserInformation
        1E EmailAddresses  1F SMTPAddress  20 UserAgent  21 EnableOutboundSMS  22 MobileOperator
        23 PrimarySmtpAddress  24 Accounts  25 Account  26 AccountId  27 AccountName  28 UserDisplayName
        29 SendDisabled  2B RightsManagementInformation
        """);
}
