using Conformance.Harness.Wire;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Sends probes over the raw transport.</summary>
/// <param name="tls">How to trust an https target.</param>
/// <param name="authorization">The Authorization value of an account, or null for none; challenges are the caller's to answer.</param>
public sealed class WireProbeChannel(Target target, ConnectionPool pool, TlsOptions? tls, Func<Account, string?> authorization) : IProbeChannel
{
    public Task<Reply> SendAsync(ProbeRequest request, CancellationToken cancellation)
    {
        var isTarget = request.Url.Authority == target.Url.Authority;
        var own = Endpoint.Of(request.Url, tls);
        var endpoint = isTarget && target.Connect is { } connect ? At(own, connect) : own;
        var message = RequestBytes.Build(
            request.Method, request.Url.PathAndQuery, "HTTP/1.1", Headers(request, own.Authority, isTarget), request.Body);
        return pool.ExchangeAsync(endpoint, $"probe-{request.Role}", message, request.Patience, cancellation);
    }

    // The certificate is checked against the name in the URL, wherever the connection goes.
    static Endpoint At(Endpoint named, System.Net.DnsEndPoint connect) => named with
    {
        Host = connect.Host,
        Port = connect.Port,
        Tls = named.Tls is null ? null : named.Tls with { ServerName = named.Tls.ServerName ?? named.Host },
    };

    IEnumerable<Header> Headers(ProbeRequest request, string host, bool isTarget)
    {
        yield return new Header("Host", host);
        // The control port is somebody else: what is secret goes to the target alone.
        if (isTarget)
        {
            if (target[request.Role] is { } account && authorization(account) is { } value)
                yield return new Header("Authorization", value);
            foreach (var header in target.Headers)
                yield return new Header(header.Name, header.Value.Reveal());
        }
        yield return new Header("User-Agent", AddedHeaders.DefaultUserAgent);
        if (!request.Body.IsEmpty || request.Method is "POST" or "PUT")
            yield return new Header("Content-Length", $"{request.Body.Length}");
        foreach (var header in request.Headers)
            yield return header;
    }
}
