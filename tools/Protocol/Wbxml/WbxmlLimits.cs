namespace Conformance.Protocol.Wbxml;

/// <summary>How large a document may be; reading stops at the first byte that goes beyond.</summary>
public sealed record WbxmlLimits
{
    public static readonly WbxmlLimits Default = new();

    /// <summary>Bytes of the whole document.</summary>
    public int Bytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Bytes of one string or of one piece of opaque data.</summary>
    public int ValueBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Elements inside each other; a Ping needs 5, a Sync about 12.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Elements in all.</summary>
    public int Elements { get; init; } = 1_000_000;
}
