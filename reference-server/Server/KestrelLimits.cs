using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Conformance.Server;

/// <summary>The bounds that Kestrel keeps by itself, on the real clock.</summary>
public sealed record KestrelLimits
{
    public int RequestLineBytesMax { get; init; } = 8 * 1024;
    /// <summary>Room for 10,000 ids: a list that is too long is refused by a world, in its own time, and not before.</summary>
    public int HeadersBytesMax { get; init; } = 128 * 1024;
    public int HeadersMax { get; init; } = 100;
    public int ConnectionsMax { get; init; } = 20_000;
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(130);
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(2);

    internal void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = RequestLineBytesMax;
        limits.MaxRequestHeadersTotalSize = HeadersBytesMax;
        limits.MaxRequestHeaderCount = HeadersMax;
        limits.MaxConcurrentConnections = ConnectionsMax;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.KeepAliveTimeout = KeepAliveTimeout;
    }
}
