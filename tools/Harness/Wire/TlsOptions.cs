using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Conformance.Harness.Wire;

/// <summary>Whom we trust behind <c>https</c>, and who we say we are.</summary>
/// <remarks>
/// A pinned fingerprint replaces every other check; a CA file replaces the machine's trust but keeps the check of the
/// host name; neither leaves both to the machine.
/// </remarks>
public sealed record TlsOptions
{
    public static readonly TlsOptions Default = new();

    /// <summary>The only roots to trust; empty for the machine's.</summary>
    public ImmutableArray<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>The SHA-256 of the server's certificate, 64 hexadecimal digits, upper case; null for none.</summary>
    public string? Fingerprint { get; init; }

    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The name to ask for and to check when it differs from the endpoint's host.</summary>
    public string? ServerName { get; init; }

    /// <summary>Trusts the certificates of a PEM file only.</summary>
    /// <exception cref="FormatException">The file holds no certificate.</exception>
    public TlsOptions WithAuthorityFile(string path)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPemFile(path);
        }
        catch (CryptographicException cause)
        {
            throw new FormatException($"'{path}' cannot be read as PEM certificates: {cause.Message}", cause);
        }

        return found.Count > 0
            ? this with { Authorities = [.. found] }
            : throw new FormatException($"'{path}' holds no certificate in PEM form.");
    }

    /// <summary>Trusts one certificate only, by its SHA-256, with or without colons, in either case.</summary>
    /// <exception cref="FormatException">The text is not 64 hexadecimal digits.</exception>
    public TlsOptions WithFingerprint(string text)
    {
        var digits = text.Replace(":", "").Replace(" ", "").ToUpperInvariant();
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit)
            ? this with { Fingerprint = digits }
            : throw new FormatException($"'{text}' is no SHA-256 fingerprint: it needs 64 hexadecimal digits.");
    }

    /// <summary>Says why the server's certificate is not to be trusted, or null when it is.</summary>
    internal string? Judge(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors, string host)
    {
        if (certificate is null)
            return $"The server {host} shows no certificate.";
        using var leaf = new X509Certificate2(certificate);
        var shown = leaf.GetCertHashString(HashAlgorithmName.SHA256);
        if (Fingerprint is not null)
            return shown == Fingerprint
                ? null
                : $"The certificate of {host} has the SHA-256 fingerprint {shown}; {Fingerprint} was expected.";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"The certificate of {host} ({leaf.Subject}, SHA-256 {shown}) does not name this host.";
        if (!Authorities.IsEmpty)
            return JudgeChain(leaf, sent, host, shown);
        return errors == SslPolicyErrors.None
            ? null
            : $"The certificate of {host} ({leaf.Subject}, SHA-256 {shown}) is not trusted on this machine.";
    }

    string? JudgeChain(X509Certificate2 leaf, X509Chain? sent, string host, string shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var authority in Authorities)
            chain.ChainPolicy.CustomTrustStore.Add(authority);
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        if (chain.Build(leaf))
            return null;
        var reasons = string.Join("; ", chain.ChainStatus.Select(s => s.StatusInformation.Trim()).Distinct());
        return $"The certificate of {host} ({leaf.Subject}, SHA-256 {shown}) does not lead to a given authority: {reasons}";
    }
}
