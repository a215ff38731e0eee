using System.Collections.Frozen;

namespace Conformance.Protocol.Wbxml;

/// <summary>A code page: a number, a name, and a name for each tag token.</summary>
/// <remarks>Tokens run from 0x05 to 0x3F. Source: MS-ASWBXML 2.1.2.1.</remarks>
public sealed class CodePage
{
    readonly FrozenDictionary<byte, string> names;
    readonly FrozenDictionary<string, byte> tokens;

    /// <param name="table">Pairs such as <c>05 Ping</c>, token in hexadecimal, separated by blanks or line ends.</param>
    public CodePage(byte number, string name, string table)
    {
        Number = number;
        Name = name;
        var words = table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var pairs = words.Chunk(2).Select(pair => KeyValuePair.Create(Convert.ToByte(pair[0], 16), pair[1])).ToArray();
        names = pairs.ToFrozenDictionary();
        tokens = pairs.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }

    public byte Number { get; }

    public string Name { get; }

    /// <summary>The name of a tag token, or null when the page does not have it.</summary>
    public string? NameOf(byte token) => names.GetValueOrDefault(token);

    /// <summary>The token of a tag name, or null when the page does not have it.</summary>
    public byte? TokenOf(string name) => tokens.TryGetValue(name, out var token) ? token : null;
}
