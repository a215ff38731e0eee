namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 12, Contacts2.</summary>
static class Contacts2Page
{
    public static readonly CodePage Page = new(12, "Contacts2", """
        05 CustomerId  06 GovernmentId  07 IMAddress  08 IMAddress2  09 IMAddress3  0A ManagerName
        0B CompanyMainPhone  0C AccountName  0D NickName  0E MMS
        """);
}
