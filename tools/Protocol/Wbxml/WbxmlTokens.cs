namespace Conformance.Protocol.Wbxml;

/// <summary>The header and the global tokens.</summary>
/// <remarks>
/// ActiveSync uses tags, code pages, inline strings and opaque data, and nothing else. Source: MS-ASWBXML 2.1.1 and 2.1.2.2; WBXML 1.2.
/// </remarks>
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

    /// <summary>The name of a global token; null for one that is a tag.</summary>
    public static string? GlobalName(byte token) => token switch
    {
        0x00 => "SWITCH_PAGE",
        0x01 => "END",
        0x02 => "ENTITY",
        0x03 => "STR_I",
        0x04 => "LITERAL",
        >= 0x40 and <= 0x42 => $"EXT_I_{token - 0x40}",
        0x43 => "PI",
        0x44 => "LITERAL_C",
        >= 0x80 and <= 0x82 => $"EXT_T_{token - 0x80}",
        0x83 => "STR_T",
        0x84 => "LITERAL_A",
        >= 0xC0 and <= 0xC2 => $"EXT_{token - 0xC0}",
        0xC3 => "OPAQUE",
        0xC4 => "LITERAL_AC",
        _ => null,
    };
}
