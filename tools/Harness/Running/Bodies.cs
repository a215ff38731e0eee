using System.Globalization;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>The bytes that the body lines of a file stand for (scenario language, section 2).</summary>
public static class Bodies
{
    /// <exception cref="MissingValueException">A hole has no value, or a value that stands for bytes is no hexadecimal text.</exception>
    public static byte[] Render(Body body, Scope scope)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < body.Lines.Length; i++)
            switch (body.Lines[i])
            {
                case TextBodyLine text:
                    bytes.AddRange(scope.Render(text.Text));
                    bytes.AddRange(text.Margin switch
                    {
                        "||" => "\r\n"u8,
                        "|" when i < body.Lines.Length - 1 => "\n"u8,
                        _ => [],
                    });
                    break;
                case HexBodyLine hex:
                    foreach (var part in hex.Bytes.Parts)
                        bytes.AddRange(part is UsePart use ? FromHex(use, scope) : ((LiteralPart)part).Bytes.AsSpan());
                    break;
            }
        return [.. bytes];
    }

    static byte[] FromHex(UsePart use, Scope scope)
    {
        var text = scope.Resolve(use);
        var pairs = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (pairs.Any(p => p.Length != 2 || !byte.TryParse(p, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)))
            throw new MissingValueException(use.Name, $"'{text}' does not stand for bytes; write ${{{use.Name}:hex}}");
        return [.. pairs.Select(p => byte.Parse(p, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
    }
}
