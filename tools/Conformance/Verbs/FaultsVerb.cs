using System.Collections.Immutable;
using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance faults</c>: runs seeded faults against the scenarios that claim to kill them.</summary>
public sealed class FaultsVerb : Verb<FaultsOptions>
{
    readonly Argument<string[]> ids;
    readonly Option<bool> all;
    readonly Option<string> results;

    public FaultsVerb(Func<FaultsOptions, CancellationToken, Task<int>> invoke)
        : base("faults", "Switches each seeded fault on and prints which scenarios kill it.", invoke)
    {
        ids = AddWords(new Argument<string[]>("id") { Description = "Faults; all when left out.", Arity = ArgumentArity.ZeroOrMore });
        all = Add(new Option<bool>("--all") { Description = "The whole matrix: every fault against every scenario." });
        results = Add(new Option<string>("--results")
        {
            Description = "Folder for results.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => "results",
        });
    }

    public override FaultsOptions Read(ParseResult parsed) =>
        new([.. parsed.GetValue(ids) ?? []], parsed.GetValue(all), parsed.GetValue(results)!);
}

public sealed record FaultsOptions(ImmutableArray<string> Ids, bool All, string Results)
{
    /// <summary>Every fault against every scenario of its face.</summary>
    public bool IsWhole => All && Ids.IsEmpty;
}
