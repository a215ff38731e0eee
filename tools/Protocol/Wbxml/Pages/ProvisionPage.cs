namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 14, Provision.</summary>
static class ProvisionPage
{
    public static readonly CodePage Page = new(14, "Provision", """
        05 Provision  06 Policies  07 Policy  08 PolicyType  09 PolicyKey  0A Data  0B Status
        0C RemoteWipe  0D EASProvisionDoc  0E DevicePasswordEnabled
        0F AlphanumericDevicePasswordRequired  10 RequireStorageCardEncryption
        11 PasswordRecoveryEnabled  13 AttachmentsEnabled  14 MinDevicePasswordLength
        15 MaxInactivityTimeDeviceLock  16 MaxDevicePasswordFailedAttempts  17 MaxAttachmentSize
        18 AllowSimpleDevicePassword  19 DevicePasswordExpiration  1A DevicePasswordHistory
        1B AllowStorageCard  1C AllowCamera  1D RequireDeviceEncryption  1E AllowUnsignedApplications
        1F AllowUnsignedInstallationPackages  20 MinDevicePasswordComplexCharacters  21 AllowWiFi
        22 AllowTextMessaging  23 AllowPOPIMAPEmail  24 AllowBluetooth  25 AllowIrDA
        26 RequireManualSyncWhenRoaming  27 AllowDesktopSync  28 MaxCalendarAgeFilter  29 AllowHTMLEmail
        2A MaxEmailAgeFilter  2B MaxEmailBodyTruncationSize  2C MaxEmailHTMLBodyTruncationSize
        2D RequireSignedSMIMEMessages  2E RequireEncryptedSMIMEMessages  2F RequireSignedSMIMEAlgorithm
        30 RequireEncryptionSMIMEAlgorithm  31 AllowSMIMEEncryptionAlgorithmNegotiation
        32 AllowSMIMESoftCerts  33 AllowBrowser  34 AllowConsumerEmail  35 AllowRemoteDesktop
        36 AllowInternetSharing  37 UnapprovedInROMApplicationList  38 ApplicationName
        39 ApprovedApplicationList  3A Hash  3B AccountOnlyRemoteWipe
        """);
}
