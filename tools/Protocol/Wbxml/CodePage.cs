using System.Collections.Frozen;

namespace Conformance.Protocol.Wbxml;

/// <summary>A code page: a number, a name, and a name for each tag token.</summary>
/// <remarks>Tokens run from 0x05 to 0x3F; each token and each name stands once. Source: MS-ASWBXML 2.1.2.1.</remarks>
public sealed class CodePage
{
    readonly List<CodePageTag> tags = [];
    readonly FrozenDictionary<byte, CodePageTag> byToken;
    readonly FrozenDictionary<string, CodePageTag> byName;

    /// <param name="table">Pairs such as <c>05 Ping</c>, token in hexadecimal, separated by blanks or line ends.</param>
    /// <exception cref="ArgumentException">A token or a name stands twice, or is no token of a tag.</exception>
    internal CodePage(byte number, string name, string table)
    {
        Number = number;
        Name = name;
        var words = table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var pair in words.Chunk(2))
            tags.Add(new CodePageTag(this, Convert.ToByte(pair[0], 16), pair[1]));
        byToken = Unique(tag => tag.Token);
        byName = Unique(tag => tag.Name);
        if (tags.Find(tag => tag.Token is < WbxmlTokens.FirstTag or > WbxmlTokens.TagMask) is { } stray)
            throw new ArgumentException($"{stray.Token:X2} is no token of a tag.", nameof(table));
    }

    public byte Number { get; }

    public string Name { get; }

    /// <summary>Every tag, in the order of the tokens.</summary>
    public IReadOnlyList<CodePageTag> Tags => tags;

    /// <summary>The tag of a token, or null when the page does not have it.</summary>
    public CodePageTag? Find(byte token) => byToken.GetValueOrDefault(token);

    /// <summary>The tag of a name, or null when the page does not have it.</summary>
    public CodePageTag? Find(string name) => byName.GetValueOrDefault(name);

    // ToFrozenDictionary keeps the last of two equal keys without a word.
    FrozenDictionary<TKey, CodePageTag> Unique<TKey>(Func<CodePageTag, TKey> key) where TKey : notnull =>
        tags.ToDictionary(key).ToFrozenDictionary();
}

/// <summary>A tag of a code page.</summary>
/// <param name="Token">0x05 to 0x3F, without the bits for content and attributes.</param>
public sealed record CodePageTag(CodePage Page, byte Token, string Name)
{
    /// <summary>As a scenario writes it: <c>Ping:Folder</c>.</summary>
    public override string ToString() => $"{Page.Name}:{Name}";
}
