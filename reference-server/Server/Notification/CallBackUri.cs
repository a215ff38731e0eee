using System.Globalization;
using Conformance.Engine;

namespace Conformance.Server.Notification;

/// <summary>The rules of a Call-Back value: <c>httpu://host:port[/path]</c>. Source: Exchange SDK, "Call-Back Header".</summary>
/// <remarks>
/// The page demands a port and a path; two known clients send no path, so none is needed here. What is written stays
/// as it is, percent-forms included, because it is copied into a datagram.
/// </remarks>
public static class CallBackUri
{
    const string Scheme = "httpu://";

    public static bool IsValid(string value, Limits limits)
    {
        if (value.Length > limits.CallBackCharsMax
            || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || value.AsSpan().ContainsAnyExceptInRange('!', '~')
            || value.Contains('#'))
            return false;
        var rest = value.AsSpan(Scheme.Length);
        var path = rest.IndexOf('/');
        var authority = path < 0 ? rest : rest[..path];
        var colon = authority.LastIndexOf(':');
        return !authority.Contains('@')
            && !authority.ContainsAny('?', '%', ',')
            && colon > 0
            && IsHost(authority[..colon])
            && authority[(colon + 1)..] is { Length: >= 1 and <= 5 } port
            && !port.ContainsAnyExceptInRange('0', '9')
            && int.Parse(port, CultureInfo.InvariantCulture) is >= 1 and <= 65535;
    }

    static bool IsHost(ReadOnlySpan<char> host) =>
        host is ['[', .. var inner, ']']
            ? System.Net.IPAddress.TryParse(inner, out var address)
                && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            : Uri.CheckHostName(host.ToString()) is UriHostNameType.Dns or UriHostNameType.IPv4;
}
