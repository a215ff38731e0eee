using System.Globalization;

namespace Conformance.Harness.Language;

/// <summary>Reads what stands between <c>${</c> and <c>}</c>: a use of a value or a capture.</summary>
static class HoleReader
{
    public static TemplatePart? Read(ParseContext context, SourceLine line, int start, int end)
    {
        var text = line.Text.AsSpan(start, end - start);
        var colon = text.IndexOf(':');
        if (colon < 0)
            return ReadUse(context, line, start, end, asHex: false);
        if (text[(colon + 1)..] is "hex")
            return ReadUse(context, line, start, start + colon, asHex: true);
        return ReadCapture(context, line, start, start + colon, end);
    }

    static UsePart? ReadUse(ParseContext context, SourceLine line, int start, int end, bool asHex)
    {
        var text = line.Text.AsSpan(start, end - start);
        long delta = 0;
        var sign = text.IndexOfAny('+', '-');
        if (sign >= 0)
        {
            if (!long.TryParse(text[(sign + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out delta))
            {
                context.Error("hole", line, start + sign, "after + or - stands a number, and that is all the arithmetic there is");
                return null;
            }
            delta = text[sign] == '-' ? -delta : delta;
            text = text[..sign];
        }
        string? attribute = null;
        var dot = text.IndexOf('.');
        if (dot >= 0)
        {
            attribute = text[(dot + 1)..].ToString();
            if (!Words.Attributes.Contains(attribute))
            {
                context.Error("attribute", line, start + dot + 1,
                    $"'{attribute}' is no attribute; there are {string.Join(", ", Words.Attributes)}",
                    Suggest.Nearest(attribute, Words.Attributes));
                return null;
            }
            text = text[..dot];
        }
        if (Words.IsName(text))
            return new UsePart(text.ToString(), attribute, delta, asHex);
        context.Error("hole", line, start, "a hole holds a name, as in ${folder}, or a name and a kind, as in ${s:id}");
        return null;
    }

    static CapturePart? ReadCapture(ParseContext context, SourceLine line, int start, int colon, int end)
    {
        var name = line.Text.AsSpan(start, colon - start);
        if (!name.IsEmpty && !Words.IsName(name))
        {
            context.Error("hole", line, start, $"'{name}' is no name: a letter, then letters, digits and _");
            return null;
        }
        if (!name.IsEmpty && Words.Reserved.Contains(name.ToString()))
        {
            context.Error("name-reserved", line, start, $"'{name}' cannot be bound, the language uses it itself");
            return null;
        }
        var rest = line.Text.AsSpan(colon + 1, end - colon - 1);
        var blank = rest.IndexOf(' ');
        var word = (blank < 0 ? rest : rest[..blank]).ToString();
        if (Kind(word) is not { } kind)
        {
            context.Error("kind", line, colon + 1,
                $"'{word}' is no kind of value; there are {string.Join(", ", Words.Kinds)}",
                Suggest.Nearest(word, Words.Kinds.Append("hex")));
            return null;
        }
        Range? range = null;
        if (blank >= 0)
        {
            range = RangeReader.Read(context, line, colon + 1 + blank, end, RangeOf.Captured);
            if (range is null)
                return null;
            if (kind != ValueKind.Int)
            {
                context.Error("range", line, colon + 1 + blank + 1, $"only an int has a range, not '{word}'");
                return null;
            }
        }
        if (!context.MayCapture)
        {
            context.Error("capture-in-request", line, start - 2, "only what comes back can be captured; here a value is put in");
            return null;
        }
        return new CapturePart(name.IsEmpty ? null : name.ToString(), kind, range);
    }

    static ValueKind? Kind(string word) => word switch
    {
        "text" => ValueKind.Text,
        "int" => ValueKind.Int,
        "id" => ValueKind.Id,
        "uri" => ValueKind.Uri,
        "path" => ValueKind.Path,
        "status" => ValueKind.Status,
        _ => null,
    };
}
