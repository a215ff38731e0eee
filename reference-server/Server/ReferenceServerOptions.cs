using Conformance.Engine;
using Conformance.Server.Hosting;

namespace Conformance.Server;

/// <summary>What to start.</summary>
public sealed record ReferenceServerOptions
{
    /// <summary>Worlds, each on a loopback port of its own.</summary>
    public int Worlds { get; init; } = 1;

    /// <summary>Address of the first world, http or https; port 0 for a free one. More worlds take free ports.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    /// <summary>Address of the control port: http, loopback only.</summary>
    public Uri Control { get; init; } = new("http://127.0.0.1:0");

    /// <summary>How each world begins, and begins again when a lease or a reset names nothing else.</summary>
    public WorldSettings Settings { get; init; } = new();

    public KestrelLimits Kestrel { get; init; } = new();

    /// <summary>Makes the faces that a world serves beside the built-in ones; asked once.</summary>
    public Func<IEnumerable<IFace>> ExtraFaces { get; init; } = () => [];
}
