using System.Net;

namespace Conformance.Harness.Wire;

/// <summary>Where a connection goes to, and with which protection.</summary>
/// <param name="Host">A name or an address; an IPv6 address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Tls">Null for plain TCP.</param>
public sealed record Endpoint(string Host, int Port, TlsOptions? Tls = null)
{
    /// <summary>The endpoint of an <c>http</c> or <c>https</c> address.</summary>
    /// <param name="tls">How to trust the server; the machine's own trust when null. Ignored for <c>http</c>.</param>
    /// <exception cref="ArgumentException">The address is not absolute or has another scheme.</exception>
    public static Endpoint Of(Uri address, TlsOptions? tls = null)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{address}' is no http or https address.", nameof(address));
        var host = address.HostNameType == UriHostNameType.IPv6 ? address.Host.Trim('[', ']') : address.IdnHost;
        return new(host, address.Port, address.Scheme == "https" ? tls ?? TlsOptions.Default : null);
    }

    /// <summary>What belongs into the Host header: the port only when it is not the scheme's own.</summary>
    public string Authority
    {
        get
        {
            var host = IPAddress.TryParse(Host, out var address) && address.ToString().Contains(':') ? $"[{Host}]" : Host;
            return Port == (Tls is null ? 80 : 443) ? host : $"{host}:{Port}";
        }
    }

    public override string ToString() => $"{(Tls is null ? "http" : "https")}://{Authority}";
}
