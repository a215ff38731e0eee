using Conformance.Harness.Evidence;

namespace Conformance.CommandLine;

/// <summary>Where results go (standard output) and where progress goes (standard error), and what each can show.</summary>
public sealed class Terminal(TextWriter output, TextWriter error, ConsoleStyle style, bool isInteractive)
{
    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    public ConsoleStyle Style { get; } = style;

    /// <summary>The terminal the process was started in; NO_COLOR and redirection turn colours and cursor tricks off.</summary>
    public static Terminal OfProcess() => new(
        Console.Out, Console.Error,
        new ConsoleStyle(
            Colour: !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Ascii: Console.OutputEncoding.WebName is not ("utf-8" or "utf-16")),
        isInteractive: !Console.IsErrorRedirected);

    public Terminal WithoutColour() => new(Output, Error, Style with { Colour = false }, isInteractive);

    public ProgressLine Progress(int total) => new(Error, total, isInteractive);
}

/// <summary>One line on standard error that counts scenarios; where there is no terminal it writes at each tenth.</summary>
public sealed class ProgressLine(TextWriter error, int total, bool isInteractive) : IDisposable
{
    readonly Lock gate = new();
    int done;
    int troubled;

    public void Tell(ScenarioReport scenario)
    {
        lock (gate)
        {
            done++;
            if (scenario.Verdict is Verdict.Failed or Verdict.Blocked or Verdict.HarnessFault)
                troubled++;
            var text = $"{done}/{total} scenarios{(troubled > 0 ? $", {troubled} in trouble" : "")}";
            if (isInteractive)
                error.Write($"\r{text}");
            else if (done == total || done * 10 / total != (done - 1) * 10 / total)
                error.WriteLine(text);
        }
    }

    public void Dispose()
    {
        if (isInteractive && done > 0)
            error.Write("\r" + new string(' ', 60) + "\r");
    }
}
