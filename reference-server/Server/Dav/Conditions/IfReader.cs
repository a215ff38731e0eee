using System.Collections.Immutable;

namespace Conformance.Server.Dav.Conditions;

/// <summary>Reads the text of an If header from left to right.</summary>
ref struct IfReader(ReadOnlySpan<char> text, int conditionsMax)
{
    ReadOnlySpan<char> rest = text.Trim(" \t");
    int conditions;

    /// <summary>Null for what is no If header.</summary>
    public ImmutableArray<IfList>? Read()
    {
        var lists = ImmutableArray.CreateBuilder<IfList>();
        string? tag = null;
        var isTagged = rest.StartsWith('<');
        while (!rest.IsEmpty)
        {
            if (rest[0] == '<')
            {
                // Lists with and without a resource do not mix, and a resource has at least one list.
                if (!isTagged || Between('<', '>') is not { Length: > 0 } next || !rest.StartsWith('('))
                    return null;
                tag = next;
            }
            if (List() is not { } list)
                return null;
            lists.Add(new IfList(tag, list));
        }
        return lists.Count == 0 ? null : lists.ToImmutable();
    }

    ImmutableArray<IfCondition>? List()
    {
        if (!Take('('))
            return null;
        var list = ImmutableArray.CreateBuilder<IfCondition>();
        while (!Take(')'))
        {
            if (++conditions > conditionsMax)
                return null;
            var isNegated = rest.StartsWith("Not", StringComparison.OrdinalIgnoreCase);
            if (isNegated)
                rest = rest["Not".Length..].TrimStart(" \t");
            if (rest.StartsWith('<') && Between('<', '>') is { } token && IsAbsoluteUri(token))
                list.Add(new IfCondition(isNegated, false, token));
            else if (rest.StartsWith('[') && Between('[', ']') is { } entity && IsEntityTag(entity))
                list.Add(new IfCondition(isNegated, true, entity));
            else
                return null;
        }
        return list.Count == 0 ? null : list.ToImmutable();
    }

    bool Take(char mark)
    {
        if (!rest.StartsWith(mark))
            return false;
        rest = rest[1..].TrimStart(" \t");
        return true;
    }

    /// <summary>The text up to a closing mark, which is passed too; null when it never closes.</summary>
    string? Between(char open, char close)
    {
        var end = rest.IndexOf(close);
        if (end < 0 || rest[1..end].Contains(open))
            return null;
        var inner = rest[1..end].ToString();
        rest = rest[(end + 1)..].TrimStart(" \t");
        return inner;
    }

    /// <summary>A scheme and something behind its colon, without blanks: <c>rt:...</c> is one, and <c>DAV:no-lock</c>.</summary>
    static bool IsAbsoluteUri(string token)
    {
        var colon = token.IndexOf(':');
        return colon > 0 && colon < token.Length - 1
            && char.IsAsciiLetter(token[0])
            && token.AsSpan(0, colon).IndexOfAnyExcept(schemeCharacters) < 0
            && token.AsSpan().IndexOfAny(' ', '\t', '"') < 0;
    }

    static bool IsEntityTag(string text)
    {
        var opaque = text.StartsWith("W/", StringComparison.Ordinal) ? text.AsSpan(2) : text;
        return opaque.Length >= 2 && opaque[0] == '"' && opaque[^1] == '"' && !opaque[1..^1].Contains('"');
    }

    static readonly System.Buffers.SearchValues<char> schemeCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
