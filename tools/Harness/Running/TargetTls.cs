using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Conformance.Harness.Targets;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>What a target's settings say of TLS, as the wire wants it.</summary>
public static class TargetTls
{
    /// <summary>Null for a target without https.</summary>
    /// <exception cref="SettingsException">A certificate file cannot be used.</exception>
    public static TlsOptions? Of(Target target)
    {
        if (target.Url.Scheme != Uri.UriSchemeHttps)
            return null;
        var options = TlsOptions.Default with
        {
            Fingerprint = target.Trust.Fingerprint,
            ClientCertificate = target.Authentication.Certificate is { } certificate ? Load(certificate) : null,
        };
        try
        {
            return target.Trust.AuthorityFile is { } file ? options.WithAuthorityFile(file) : options;
        }
        catch (FormatException unreadable)
        {
            throw new SettingsException(new FlagOrigin("ca"), unreadable.Message);
        }
    }

    /// <summary>The endpoint of a target: its URL, or the address its settings name instead; the certificate is checked against the URL.</summary>
    public static Endpoint EndpointOf(Target target, TlsOptions? tls)
    {
        var named = Endpoint.Of(target.Url, tls);
        return target.Connect is not { } address ? named : named with
        {
            Host = address.Host,
            Port = address.Port,
            Tls = named.Tls is null ? null : named.Tls with { ServerName = named.Tls.ServerName ?? named.Host },
        };
    }

    static X509Certificate2 Load(ClientCertificate certificate)
    {
        var password = certificate.Password?.Reveal();
        try
        {
            if (!File.ReadAllText(certificate.File).Contains("-----BEGIN ", StringComparison.Ordinal))
                return X509CertificateLoader.LoadPkcs12FromFile(certificate.File, password);
            using var read = password is null
                ? X509Certificate2.CreateFromPemFile(certificate.File)
                : X509Certificate2.CreateFromEncryptedPemFile(certificate.File, password);
            // A key that was read from PEM is of no use to TLS on Windows; written out and read again it is.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception cause) when (cause is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(new FlagOrigin("client-certificate"), $"The client certificate {certificate.File} cannot be used: {cause.Message}");
        }
    }
}
