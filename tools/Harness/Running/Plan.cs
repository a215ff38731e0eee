using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>A file and the runs it makes: one for each row of its sweeps.</summary>
/// <param name="File">As written.</param>
/// <param name="RelativePath">Below the scenarios folder, with forward slashes.</param>
public sealed record PlannedScenario(ScenarioFile File, string RelativePath, ImmutableArray<ScenarioRun> Runs);

/// <summary>A scenario file that cannot be used, with every complaint about it.</summary>
public sealed class BrokenScenarioException(ImmutableArray<Diagnostic> diagnostics)
    : Exception(string.Join("\n", diagnostics.Select(d => d.ToString())))
{
    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}

/// <summary>Reads scenario files and expands their sweeps.</summary>
public static class Plan
{
    /// <summary>Every scenario below a folder, in the order of their ids.</summary>
    /// <exception cref="BrokenScenarioException">A file has errors; all errors of all files are in it.</exception>
    public static ImmutableArray<PlannedScenario> Read(string folder)
    {
        var complaints = new List<Diagnostic>();
        var planned = new List<PlannedScenario>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.scenario", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var parsed = ScenarioParser.Parse(relative, File.ReadAllText(path));
            complaints.AddRange(parsed.Diagnostics.Where(d => d.Severity == Severity.Error));
            if (parsed.File is { } file && !parsed.Diagnostics.Any(d => d.Severity == Severity.Error))
                planned.Add(new PlannedScenario(file, relative, Expand(file, complaints)));
        }
        return complaints.Count == 0
            ? [.. planned.OrderBy(p => p.File.Id, StringComparer.Ordinal)]
            : throw new BrokenScenarioException([.. complaints]);
    }

    static ImmutableArray<ScenarioRun> Expand(ScenarioFile file, List<Diagnostic> complaints)
    {
        var expansion = SweepExpansion.Expand(file);
        complaints.AddRange(expansion.Diagnostics.Where(d => d.Severity == Severity.Error));
        return expansion.Runs;
    }
}
