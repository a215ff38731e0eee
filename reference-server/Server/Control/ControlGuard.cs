using System.Net;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Control;

/// <summary>Keeps pages of other origins from the control port, which a browser on this machine can reach for them.</summary>
/// <remarks>
/// Whoever names this port by a name of his own (DNS rebinding) is told by the Host header, a form or script of another page
/// by its Origin. Tools send neither a foreign Host nor an Origin. Source: Fetch, Origin header; RFC 9110 7.2.
/// </remarks>
static class ControlGuard
{
    /// <exception cref="ControlRefusal">The request is not from this machine's own hand.</exception>
    public static void Check(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
            throw new ControlRefusal(421, $"The control port answers to a loopback name, not to '{request.Host.Host}'.");
        if (request.Headers.Origin is [{ } origin] ? origin != $"{request.Scheme}://{request.Host.Value}" : request.Headers.Origin.Count > 1)
            throw new ControlRefusal(403, $"The control port does not serve pages of '{request.Headers.Origin}'.");
    }

    /// <summary>Headers that keep an answer from being embedded elsewhere or taken for what it is not.</summary>
    public static void Mark(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
    }

    static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
