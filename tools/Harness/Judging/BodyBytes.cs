using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging;

/// <summary>The bytes that the body lines of a scenario stand for, margins put in.</summary>
public static class BodyBytes
{
    /// <exception cref="MissingValueException">A hole has no value, or a hole among hexadecimal is no hexadecimal.</exception>
    public static byte[] Of(Body body, Scope scope) => scope.Render(Joined(body, scope));

    /// <summary>All lines as one template, line ends included, so that captures may stand in it.</summary>
    public static Template Joined(Body body, Scope scope) =>
        BodyText.Join(new Body([.. body.Lines.Select(line => line is HexBodyLine hex ? WithBytes(hex, scope) : line)]));

    static HexBodyLine WithBytes(HexBodyLine hex, Scope scope) => hex with
    {
        Bytes = hex.Bytes with { Parts = [.. hex.Bytes.Parts.Select(part => part is UsePart use ? Bytes(use, scope) : part)] },
    };

    static LiteralPart Bytes(UsePart use, Scope scope)
    {
        var text = scope.Resolve(use).Replace(" ", "", StringComparison.Ordinal);
        if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
            throw new MissingValueException(use.Name, $"'{LineText.Visible(text)}' is no hexadecimal");
        return new([.. Convert.FromHexString(text)]);
    }
}
