namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 10, ResolveRecipients.</summary>
static class ResolveRecipientsPage
{
    public static readonly CodePage Page = new(10, "ResolveRecipients", """
        05 ResolveRecipients  06 Response  07 Status  08 Type  09 Recipient  0A DisplayName
        0B EmailAddress  0C Certificates  0D Certificate  0E MiniCertificate  0F Options  10 To
        11 CertificateRetrieval  12 RecipientCount  13 MaxCertificates  14 MaxAmbiguousRecipients
        15 CertificateCount  16 Availability  17 StartTime  18 EndTime  19 MergedFreeBusy  1A Picture
        1B MaxSize  1C Data  1D MaxPictures
        """);
}
