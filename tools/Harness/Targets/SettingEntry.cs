using System.Collections.Immutable;

namespace Conformance.Harness.Targets;

/// <summary>One value of a key: a head and named parts, <c>alice | user user0 | password-file alice.txt</c>.</summary>
/// <remarks>
/// In a target file each part may stand in a line of its own, two blanks in; a flag or variable holds them in one line,
/// separated by <c> | </c>. All three are read into this.
/// </remarks>
public sealed record SettingEntry(string Head, Origin Origin, ImmutableArray<SettingPart> Parts)
{
    public SettingPart? this[string word] => Parts.FirstOrDefault(p => p.Word == word);

    /// <summary>Reads a value written in one line.</summary>
    /// <param name="at">The origin of the character at an offset in <paramref name="text"/>.</param>
    public static SettingEntry Parse(string text, Func<int, Origin> at)
    {
        var pieces = Split(text);
        return new SettingEntry(pieces[0].Text, at(pieces[0].Offset),
            [.. pieces.Skip(1).Select(piece => SettingPart.Parse(piece.Text, at(piece.Offset)))]);
    }

    public override string ToString() => string.Join(" | ", Parts.Select(p => $"{p.Word} {p.Text}").Prepend(Head));

    static List<(string Text, int Offset)> Split(string text)
    {
        var pieces = new List<(string, int)>();
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf(" | ", start, StringComparison.Ordinal);
            end = end < 0 ? text.Length : end;
            var piece = text[start..end];
            pieces.Add((piece.Trim(), start + piece.Length - piece.TrimStart().Length));
            start = end + 3;
        }
        return pieces;
    }
}

/// <summary>A named part of a value: a word and the text after it.</summary>
public sealed record SettingPart(string Word, string Text, Origin Origin)
{
    public static SettingPart Parse(string text, Origin origin)
    {
        var words = text.Split(' ', 2, StringSplitOptions.TrimEntries);
        return new SettingPart(words[0], words.Length > 1 ? words[1] : "", origin);
    }
}
