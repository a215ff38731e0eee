using System.Globalization;

namespace Conformance.Harness.Language;

public enum Severity
{
    /// <summary>The file must not be used as it stands.</summary>
    Error,

    /// <summary>Allowed, but likely not what was meant.</summary>
    Warning,
}

/// <summary>What is wrong with a line of a scenario, where, and what was probably meant.</summary>
/// <param name="Code">A stable word for the rule, such as <c>word</c> or <c>name-unbound</c>; tests and filters go by it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters; where the caret stands.</param>
/// <param name="Suggestion">The nearest word that would be right, or null.</param>
/// <param name="Source">The line itself, for the rendering.</param>
public sealed record Diagnostic(
    Severity Severity, string Code, string File, int Line, int Column, string Message, string? Suggestion, string Source)
{
    /// <summary>Place, message, the line with a caret under the fault, and the suggestion.</summary>
    public string Render()
    {
        var number = Line.ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', number.Length);
        var shown = Source.Replace('\t', ' ').Replace('\r', ' ');
        var caret = new string(' ', Math.Max(0, Column - 1)) + "^";
        var word = Severity == Severity.Error ? "error" : "warning";
        var text = $"{File}:{Line}:{Column}: {word}: {Message} [{Code}]\n {number} | {shown}\n {margin} | {caret}";
        return Suggestion is null ? text : $"{text}\n {margin} | did you mean '{Suggestion}'?";
    }

    public override string ToString() => Render();
}
