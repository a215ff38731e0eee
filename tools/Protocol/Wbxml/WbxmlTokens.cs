namespace Conformance.Protocol.Wbxml;

/// <summary>Global tokens and bounds.</summary>
/// <remarks>Source: MS-ASWBXML 2.1; ActiveSync uses tags, pages, inline strings and opaque data, and nothing else.</remarks>
static class WbxmlTokens
{
    public const byte SwitchPage = 0x00;
    public const byte End = 0x01;
    public const byte InlineString = 0x03;
    public const byte Opaque = 0xC3;
    public const byte HasContent = 0x40;
    public const byte HasAttributes = 0x80;
    public const byte FirstTag = 0x05;
    public const byte TagMask = 0x3F;

    /// <summary>WBXML 1.3, unknown public id, UTF-8, no string table.</summary>
    public static ReadOnlySpan<byte> Header => [0x03, 0x01, 0x6A, 0x00];
}

/// <summary>How large a document may be.</summary>
/// <param name="Bytes">Length of the document.</param>
/// <param name="Depth">Elements inside each other; a Ping needs 5.</param>
/// <param name="Elements">Elements in all.</param>
public sealed record WbxmlLimits(int Bytes, int Depth, int Elements)
{
    public static readonly WbxmlLimits Default = new(64 * 1024 * 1024, 32, 1_000_000);
}
