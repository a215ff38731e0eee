namespace Conformance.Harness.Evidence;

/// <summary>How a line of the console is meant; the caller's <see cref="ConsoleStyle"/> decides what that looks like.</summary>
public enum Tone
{
    Plain,
    Heading,
    Good,
    Bad,
    Warning,
    Quiet,
}

/// <summary>What the terminal can do; the caller reads NO_COLOR, --color and whether it is a terminal at all.</summary>
/// <param name="Colour">Write ANSI colours.</param>
/// <param name="Ascii">Only ASCII: for terminals and logs without UTF-8.</param>
public sealed record ConsoleStyle(bool Colour, bool Ascii)
{
    public static readonly ConsoleStyle Plain = new(false, false);

    internal string Paint(Tone tone, string text) => !Colour || tone == Tone.Plain ? text : $"\e[{Code(tone)}m{text}\e[0m";

    static string Code(Tone tone) => tone switch
    {
        Tone.Heading => "1",
        Tone.Good => "32",
        Tone.Bad => "31",
        Tone.Warning => "33",
        _ => "2",
    };
}

/// <summary>Where the lines of a console report go: painted as the terminal can, and never with a byte that would move it.</summary>
sealed class ConsolePage(TextWriter output, ConsoleStyle style)
{
    /// <summary>The line at the left of a quoted message.</summary>
    public string Bar => style.Ascii ? "|" : "│";

    /// <summary>The mark before a branch of the tree.</summary>
    public string Branch(bool isLast) => style.Ascii ? (isLast ? "`- " : "|- ") : (isLast ? "└─ " : "├─ ");

    /// <summary>A named fact about the failure above; nothing where there is none.</summary>
    public void Fact(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            output.Write($"{style.Paint(Tone.Quiet, $"  {name.PadRight(9)}")} {Shown(Words.OneLine(text))}\n");
    }

    public void Line(Tone tone, string text) => output.Write(style.Paint(tone, Shown(text)) + "\n");

    public void Line() => output.Write("\n");

    string Shown(string text) => style.Ascii ? ToAscii(text) : text;

    static string ToAscii(string text) => text.All(char.IsAscii)
        ? text
        : string.Concat(text.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : $"\\u{{{r.Value:X}}}"));
}
