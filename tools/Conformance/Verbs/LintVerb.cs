using System.Collections.Immutable;
using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance lint</c>: what is wrong or doubtful in scenario files.</summary>
public sealed class LintVerb : Verb<LintOptions>
{
    readonly Argument<string[]> files;
    readonly Option<bool> prove;

    public LintVerb(Func<LintOptions, CancellationToken, Task<int>> invoke)
        : base("lint", "Checks scenario files against the language and the catalogue.", invoke)
    {
        files = AddWords(new Argument<string[]>("file")
        {
            Description = "Files or folders; all scenarios of the suite when left out.",
            Arity = ArgumentArity.ZeroOrMore,
        });
        prove = Add(new Option<bool>("--prove") { Description = "Mutate each expectation's passing answer; name lines that nothing turns red." });
    }

    public override LintOptions Read(ParseResult parsed) => new([.. parsed.GetValue(files) ?? []], parsed.GetValue(prove));
}

public sealed record LintOptions(ImmutableArray<string> Files, bool Prove);
