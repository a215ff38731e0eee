using System.Collections.Immutable;
using System.Text;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging;

/// <summary>The bytes that the body lines of a scenario stand for, margins put in.</summary>
public static class BodyBytes
{
    /// <exception cref="MissingValueException">A hole has no value, or a hole among hexadecimal is no hexadecimal.</exception>
    public static byte[] Of(Body body, Scope scope) => scope.Render(Joined(body, scope));

    /// <summary>All lines as one template, line ends included, so that captures may stand in it.</summary>
    public static Template Joined(Body body, Scope scope)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        for (var i = 0; i < body.Lines.Length; i++)
            switch (body.Lines[i])
            {
                case TextBodyLine text:
                    parts.AddRange(text.Text.Parts);
                    var end = text.Margin switch { "||" => "\r\n", "|" when i < body.Lines.Length - 1 => "\n", _ => "" };
                    if (end.Length > 0)
                        parts.Add(new LiteralPart([.. Encoding.ASCII.GetBytes(end)]));
                    break;
                case HexBodyLine hex:
                    parts.AddRange(hex.Bytes.Parts.Select(part => part is UsePart use ? Bytes(use, scope) : part));
                    break;
            }
        return new Template(string.Join('\n', body.Lines.Select(line => line switch
        {
            TextBodyLine text => text.Text.Source,
            HexBodyLine hex => hex.Bytes.Source,
            _ => "",
        })), parts.ToImmutable());
    }

    static LiteralPart Bytes(UsePart use, Scope scope)
    {
        var text = scope.Resolve(use).Replace(" ", "", StringComparison.Ordinal);
        if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
            throw new MissingValueException(use.Name, $"'{LineText.Visible(text)}' is no hexadecimal");
        return new([.. Convert.FromHexString(text)]);
    }
}
