using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Turns the lines of a body into one text.</summary>
/// <remarks>The writing side is the evidence: bytes as lines with their margins.</remarks>
public static class BodyText
{
    /// <summary>The whole body as one template, line ends included: what is sent, or must come back.</summary>
    public static Template Join(Body body)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var literal = new List<byte>();
        for (var i = 0; i < body.Lines.Length; i++)
        {
            foreach (var part in Parts(body.Lines[i]))
            {
                if (part is LiteralPart text)
                    literal.AddRange(text.Bytes);
                else
                {
                    Flush();
                    parts.Add(part);
                }
            }
            literal.AddRange(End(body.Lines[i], isLast: i == body.Lines.Length - 1));
        }
        Flush();
        return new Template(string.Join('\n', body.Lines.Select(LineText.Of)), parts.ToImmutable());

        void Flush()
        {
            if (literal.Count > 0)
                parts.Add(new LiteralPart([.. literal]));
            literal.Clear();
        }
    }

    static ImmutableArray<TemplatePart> Parts(BodyLine line) => line switch
    {
        TextBodyLine text => text.Text.Parts,
        HexBodyLine hex => hex.Bytes.Parts,
        _ => throw new ArgumentOutOfRangeException(nameof(line), line, "an unknown line of a body"),
    };

    static ReadOnlySpan<byte> End(BodyLine line, bool isLast) => line switch
    {
        TextBodyLine { Margin: "||" } => "\r\n"u8,
        TextBodyLine { Margin: "|" } when !isLast => "\n"u8,
        _ => [],
    };
}
