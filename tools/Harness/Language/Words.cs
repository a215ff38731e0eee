using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>The fixed words of the language, one table per place where a word may stand.</summary>
public static class Words
{
    public static readonly ImmutableArray<string> Statements =
        ["given", "when", "then", "still", "hangup", "check", "sweep", "finally", "whenever", "expect", "until", "or"];

    /// <summary>Fields of a scenario in their canonical order.</summary>
    public static readonly ImmutableArray<string> ScenarioFields =
        ["title", "source", "side", "needs", "repeat", "catches", "prefix"];

    /// <summary>Fields of a recording in their canonical order.</summary>
    public static readonly ImmutableArray<string> RecordingFields = ["target", "taken", "clock", "of"];

    public static readonly ImmutableArray<string> Clauses =
    [
        "xml", "wbxml", "properties of", "multistatus of ids", "multistatus of hrefs", "each id once", "each href once",
        "manifest", "empty body", "eventually", "next", "status", "contains", "arrives", "every", "times", "bytes",
    ];

    public static readonly ImmutableArray<string> ManifestRows =
        ["change", "new", "delete", "collblob", "no collblob", "no other rows"];

    public static readonly ImmutableArray<string> Quantifiers = ["no", "one", "each", "only", "exactly"];

    public static readonly ImmutableArray<string> Kinds = ["text", "int", "id", "uri", "path", "status"];

    public static readonly ImmutableArray<string> Levels = ["MUST", "SHOULD", "MAY", "OBS"];

    public static readonly ImmutableArray<string> Units = ["ms", "s", "m", "h", "d"];

    public static readonly ImmutableArray<string> Attributes =
        ["path", "uri", "id", "host", "authorization", "lifetime"];

    /// <summary>Lists that a sweep may take instead of rows.</summary>
    public static readonly ImmutableArray<string> BuiltInLists = ["announced versions", "query forms", "namespace forms"];

    /// <summary>Namespace prefixes that every file has; a file adds others by <c>prefix</c>.</summary>
    public static readonly ImmutableArray<string> Prefixes =
        ["D", "X", "E", "R", "RVP", "ACL", "T", "mail", "httpmail", "cal"];

    /// <summary>Names that exist without being bound.</summary>
    public static readonly ImmutableArray<string> GivenNames = ["alice", "target"];

    /// <summary>In <c>any : others</c>: whatever no other line of the partition names.</summary>
    public const string Others = "others";

    /// <summary>Words that no name may take, because a reader or the grammar would mistake it.</summary>
    public static readonly FrozenSet<string> Reserved =
        Statements.Concat(GivenNames).Append("any").Append("no").Append(Others).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A name: a letter, then letters, digits and underscores. Never a dash, which subtracts.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter(text[0]))
            return false;
        foreach (var c in text)
        {
            if (!IsNamePart(c))
                return false;
        }
        return true;
    }

    public static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>A token of RFC 9110: a method or the name of a header.</summary>
    public static bool IsToken(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-.^_`|~".Contains(c))
                return false;
        }
        return true;
    }

    /// <summary>Lower-case words joined by "." and "-".</summary>
    public static bool IsId(ReadOnlySpan<char> text)
    {
        var wordBegins = true;
        foreach (var c in text)
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                wordBegins = false;
            else if (c is '.' or '-' && !wordBegins)
                wordBegins = true;
            else
                return false;
        }
        return !wordBegins;
    }

    /// <summary>Three digits, or a digit and <c>xx</c>.</summary>
    public static bool IsStatus(ReadOnlySpan<char> text) => text.Length == 3 && char.IsAsciiDigit(text[0])
        && (text[1..] is "xx" || (char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2])));
}
