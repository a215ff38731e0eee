using System.Collections.Immutable;

namespace Conformance.Harness.Evidence;

/// <summary>How something stands now against how it stood in an earlier run.</summary>
public enum ChangeKind
{
    /// <summary>It is red now and was not.</summary>
    Broken,

    /// <summary>It was red and is green now.</summary>
    Mended,

    /// <summary>Its verdict is another one, neither of the above.</summary>
    Moved,

    /// <summary>It fails as before, and differently.</summary>
    FailsDifferently,

    /// <summary>Only this run knows it.</summary>
    New,

    /// <summary>Only the earlier run knows it.</summary>
    Gone,
}

/// <param name="Id">Of a scenario or a requirement.</param>
/// <param name="Before">Null when the earlier run does not know it.</param>
/// <param name="After">Null when this run does not know it.</param>
/// <param name="Why">The first difference of the run in which it is red; empty when it never is.</param>
public sealed record Change(string Id, ChangeKind Kind, Verdict? Before, Verdict? After, string Why);

/// <summary>Two runs side by side: what differs, scenario by scenario and requirement by requirement, the worst first.</summary>
public sealed record RunComparison(RunReport Earlier, RunReport Now, ImmutableArray<Change> Scenarios, ImmutableArray<Change> Requirements)
{
    public static RunComparison Of(RunReport earlier, RunReport now) => new(
        earlier, now,
        Changes(
            earlier.Scenarios.ToDictionary(s => s.Id, s => (s.Verdict, Why(s))),
            now.Scenarios.ToDictionary(s => s.Id, s => (s.Verdict, Why(s)))),
        Changes(
            RunFacts.Requirements(earlier).ToDictionary(r => r.Id, r => (r.Verdict, "")),
            RunFacts.Requirements(now).ToDictionary(r => r.Id, r => (r.Verdict, ""))));

    /// <summary>One sentence for a heading.</summary>
    public string Sentence
    {
        get
        {
            var counts = Scenarios.GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}").ToArray();
            return counts.Length == 0
                ? "Every scenario ended as it did in the earlier run"
                : $"{Words.Count(Scenarios.Length, "scenario differs", "scenarios differ")} from the earlier run: {string.Join(", ", counts)}";
        }
    }

    /// <summary>What makes the two runs unlike each other beside their verdicts, a sentence each.</summary>
    public IEnumerable<string> Cautions
    {
        get
        {
            if (Earlier.Target != Now.Target)
                yield return $"The earlier run was against {Earlier.Target}, this one is against {Now.Target}.";
            if (Earlier.Profile != Now.Profile)
                yield return $"The earlier run read disputed points by the profile {Earlier.Profile}, this one by {Now.Profile}.";
            if (Earlier.Aborted is not null)
                yield return $"The earlier run ended early: {Earlier.Aborted.TrimEnd('.')}.";
        }
    }

    public static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Broken => "broken",
        ChangeKind.Mended => "mended",
        ChangeKind.Moved => "changed",
        ChangeKind.FailsDifferently => "failing differently",
        ChangeKind.New => "new",
        _ => "gone",
    };

    static ImmutableArray<Change> Changes(
        Dictionary<string, (Verdict Verdict, string Why)> earlier, Dictionary<string, (Verdict Verdict, string Why)> now) =>
    [
        .. earlier.Keys.Union(now.Keys)
            .Select(id => Between(
                id,
                earlier.TryGetValue(id, out var before) ? before : ((Verdict, string)?)null,
                now.TryGetValue(id, out var after) ? after : null))
            .OfType<Change>()
            .OrderBy(c => c.Kind)
            .ThenBy(c => c.Id, StringComparer.Ordinal),
    ];

    static Change? Between(string id, (Verdict Verdict, string Why)? before, (Verdict Verdict, string Why)? after)
    {
        ChangeKind? kind = (before, after) switch
        {
            (null, _) => ChangeKind.New,
            (_, null) => ChangeKind.Gone,
            ({ } b, { } a) when b.Verdict == a.Verdict => IsRed(a.Verdict) && b.Why != a.Why ? ChangeKind.FailsDifferently : null,
            ({ } b, { } a) when IsRed(a.Verdict) && !IsRed(b.Verdict) => ChangeKind.Broken,
            ({ } b, { } a) when IsRed(b.Verdict) && a.Verdict is Verdict.Passed or Verdict.Advisory => ChangeKind.Mended,
            _ => ChangeKind.Moved,
        };
        var why = after is { Verdict: var now } && IsRed(now) ? after.Value.Why : before?.Why ?? "";
        return kind is { } changed ? new Change(id, changed, before?.Verdict, after?.Verdict, why) : null;
    }

    static bool IsRed(Verdict verdict) => verdict is Verdict.Failed or Verdict.HarnessFault or Verdict.Blocked;

    static string Why(ScenarioReport scenario) => !IsRed(scenario.Verdict)
        ? ""
        : Finding.Of(scenario, scenario.Verdict).FirstOrDefault() is { } finding
            ? $"{finding.Requirement} {finding.Message}".Trim()
            : Words.OneLine(scenario.Reason);
}
