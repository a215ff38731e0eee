using System.Globalization;
using System.Text;

namespace Conformance.Harness.Language;

/// <summary>Writes a hole as it stands in a file.</summary>
public static class HoleText
{
    public static string Of(TemplatePart part) => part switch
    {
        UsePart use => Of(use),
        CapturePart capture => capture.Range is null
            ? $"${{{capture.Name}:{KindWord(capture.Kind)}}}"
            : $"${{{capture.Name}:{KindWord(capture.Kind)} {capture.Range.Source}}}",
        LiteralPart literal => Escapes.Quote(literal.Bytes.AsSpan()),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "a part of a template of an unknown kind"),
    };

    static string Of(UsePart use)
    {
        var text = new StringBuilder("${").Append(use.Name);
        if (use.Attribute is not null)
            text.Append('.').Append(use.Attribute);
        if (use.Delta != 0)
            text.Append(use.Delta.ToString("+0;-0", CultureInfo.InvariantCulture));
        return text.Append(use.AsHex ? ":hex}" : "}").ToString();
    }

    static string KindWord(ValueKind kind) => kind switch
    {
        ValueKind.Text => "text",
        ValueKind.Int => "int",
        ValueKind.Id => "id",
        ValueKind.Uri => "uri",
        ValueKind.Path => "path",
        ValueKind.Status => "status",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "an unknown kind of value"),
    };
}
