using System.Collections.Immutable;
using System.CommandLine;
using Conformance.Harness.Running;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance run</c>, also what no verb at all means.</summary>
public sealed class RunVerb : Verb<RunRequest>
{
    readonly SelectionFlags selection = new();
    readonly TargetFlags target = new();
    readonly Option<int?> seed;
    readonly Option<bool> shuffle;
    readonly Option<string[]> report;
    readonly Option<string> results;
    readonly Option<bool> dryRun;
    readonly Option<string[]> fault;
    readonly Option<string?> baseline;
    readonly Option<string?> snapshot;
    readonly Option<string?> compare;
    readonly Option<string?> fixtures;
    readonly Option<bool> noColor;

    public RunVerb(Func<RunRequest, CancellationToken, Task<int>> invoke)
        : base("run", "Runs scenarios against a target and writes what it found (default verb).", invoke)
    {
        selection.AddTo(Command);
        seed = Add(new Option<int?>("--seed") { Description = "Seed of everything random; printed by each run.", HelpName = "NUMBER" });
        shuffle = Add(new Option<bool>("--shuffle") { Description = "Run in an order drawn from the seed." });
        report = Add(new Option<string[]>("--report")
        {
            Description = $"A further report; KIND is one of {string.Join(", ", ReportRequest.Kinds)}.",
            HelpName = "KIND=PATH",
        });
        results = Add(new Option<string>("--results")
        {
            Description = "Folder for results.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => "results",
        });
        dryRun = Add(new Option<bool>("--dry-run") { Description = "Print what would be sent and what waiting would cost; send nothing." });
        fault = Add(new Option<string[]>("--fault") { Description = "Switch a seeded fault on in the bundled server.", HelpName = "ID" });
        baseline = Add(new Option<string?>("--baseline") { Description = "File of failures that do not turn the gate red.", HelpName = "FILE" });
        snapshot = Add(new Option<string?>("--snapshot") { Description = "Compare transcripts with those accepted, or accept them." }
            .AcceptOnlyFromAmong("verify", "accept"));
        compare = Add(CompareFlag.Make());
        fixtures = Add(new Option<string?>("--fixtures")
        {
            Description = "Folder of requirements, scenarios, targets and snapshots; that of the checkout when left out.",
            HelpName = "FOLDER",
        });
        noColor = Add(new Option<bool>("--no-color") { Description = "No colours; the variable NO_COLOR says the same." });
        target.AddTo(Command);
    }

    public override RunRequest Read(ParseResult parsed) => new(
        selection.Read(parsed),
        target.Read(parsed),
        parsed.GetValue(seed),
        parsed.GetValue(shuffle),
        [.. (parsed.GetValue(report) ?? []).Select(ReportRequest.Parse)],
        parsed.GetValue(results)!,
        parsed.GetValue(dryRun),
        [.. parsed.GetValue(fault) ?? []],
        parsed.GetValue(baseline),
        parsed.GetValue(snapshot),
        parsed.GetValue(fixtures),
        parsed.GetValue(noColor) || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
    {
        Compare = parsed.GetValue(compare),
    };
}

/// <param name="Seed">Null: draw one and print it.</param>
/// <param name="Snapshot">verify, accept, or null for neither.</param>
/// <param name="Fixtures">Null for those of the checkout.</param>
public sealed record RunRequest(
    Selection Selection,
    TargetOptions Target,
    int? Seed,
    bool Shuffle,
    ImmutableArray<ReportRequest> Reports,
    string Results,
    bool DryRun,
    ImmutableArray<string> Faults,
    string? Baseline,
    string? Snapshot,
    string? Fixtures,
    bool NoColor)
{
    /// <summary>The results.json of an earlier run to compare this one with; null for none.</summary>
    public string? Compare { get; init; }

    /// <summary>What to say once more to play against the same target in the same way.</summary>
    public ImmutableArray<string> Again =>
    [
        .. Target.Words,
        .. Faults.SelectMany(fault => new[] { "--fault", fault }),
        .. Fixtures is null ? Array.Empty<string>() : ["--fixtures", Fixtures],
    ];
}
