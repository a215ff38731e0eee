namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 11, ValidateCert.</summary>
static class ValidateCertPage
{
    public static readonly CodePage Page = new(11, "ValidateCert", """
        05 ValidateCert  06 Certificates  07 Certificate  08 CertificateChain  09 CheckCRL  0A Status
        """);
}
