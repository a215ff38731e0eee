using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Conformance.SelfTests.Harness.Wire;

/// <summary>Certificates made in memory, shared by the TLS tests for the life of the process.</summary>
static class TestCertificates
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    public static readonly X509Certificate2 Authority = NewCertificate("CN=Authority of the tests", null);
    public static readonly X509Certificate2 Server = NewCertificate("CN=server.test", Authority);
    public static readonly X509Certificate2 Client = NewCertificate("CN=client.test", null);

    static X509Certificate2 NewCertificate(string subject, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer is null, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(subject[3..].Replace(' ', '-'));
        request.CertificateExtensions.Add(names.Build());
        using var made = issuer is null
            ? request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(2))
            : request.Create(issuer, Now.AddDays(-1), Now.AddDays(1), [1, 2, 3]);
        using var whole = made.HasPrivateKey ? new X509Certificate2(made) : made.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
