using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Conformance.Engine;

namespace Conformance.Server.Notification;

/// <summary>A Call-Back value: <c>httpu://host:port[/path]</c>. Source: Exchange SDK, "Call-Back Header".</summary>
/// <remarks>
/// The page demands a port and a path; two known clients send no path, so none is needed here. What is written stays
/// as it is, percent-forms included, because it is copied into a datagram.
/// </remarks>
/// <param name="Text">As the client wrote it: visible ASCII.</param>
/// <param name="Host">A name or an address; an IPv6 address without its brackets.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record CallBackUri(string Text, string Host, int Port)
{
    const string Scheme = "httpu://";

    /// <returns>False: answer 400.</returns>
    public static bool TryParse(string value, Limits limits, [NotNullWhen(true)] out CallBackUri? uri)
    {
        uri = null;
        if (value.Length > limits.CallBackCharsMax
            || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || value.AsSpan().ContainsAnyExceptInRange('!', '~')
            || value.Contains('#'))
            return false;
        var rest = value.AsSpan(Scheme.Length);
        var path = rest.IndexOf('/');
        var authority = path < 0 ? rest : rest[..path];
        var colon = authority.LastIndexOf(':');
        if (authority.ContainsAny("@?%,")
            || colon <= 0
            || HostIn(authority[..colon]) is not { } host
            || authority[(colon + 1)..] is not { Length: >= 1 and <= 5 } digits
            || digits.ContainsAnyExceptInRange('0', '9')
            || int.Parse(digits, CultureInfo.InvariantCulture) is not (>= 1 and <= 65535 and var port))
            return false;
        uri = new CallBackUri(value, host, port);
        return true;
    }

    static string? HostIn(ReadOnlySpan<char> text) => text switch
    {
        ['[', .. var inner, ']'] =>
            IPAddress.TryParse(inner, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? inner.ToString() : null,
        _ => Uri.CheckHostName(text.ToString()) is UriHostNameType.Dns or UriHostNameType.IPv4 ? text.ToString() : null,
    };
}
