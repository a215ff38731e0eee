using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>A file as read, or everything that is wrong with it.</summary>
/// <param name="File">Null when there is an error: a file that is half understood is not run.</param>
/// <param name="Diagnostics">In the order of the lines.</param>
public sealed record ParseResult(ScenarioFile? File, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The file, for callers to whom an error is the end.</summary>
    /// <exception cref="ScenarioSyntaxException">There is an error.</exception>
    public ScenarioFile Require() => File ?? throw new ScenarioSyntaxException(Diagnostics);
}

/// <summary>A scenario that cannot be read; the message holds every diagnostic as rendered.</summary>
public sealed class ScenarioSyntaxException(ImmutableArray<Diagnostic> diagnostics)
    : Exception(string.Join("\n\n", diagnostics.Select(d => d.Render())))
{
    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}
