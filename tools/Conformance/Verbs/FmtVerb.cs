using System.Collections.Immutable;
using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance fmt</c>: writes the canonical form of scenario files.</summary>
public sealed class FmtVerb : Verb<FmtOptions>
{
    readonly Argument<string[]> files;
    readonly Option<bool> check;

    public FmtVerb(Func<FmtOptions, CancellationToken, Task<int>> invoke)
        : base("fmt", "Writes scenario files in canonical form.", invoke)
    {
        files = AddWords(new Argument<string[]>("file")
        {
            Description = "Files or folders; all scenarios of the suite when left out.",
            Arity = ArgumentArity.ZeroOrMore,
        });
        check = Add(new Option<bool>("--check") { Description = "Change nothing; name the files that are not canonical and exit 1." });
    }

    public override FmtOptions Read(ParseResult parsed) => new([.. parsed.GetValue(files) ?? []], parsed.GetValue(check));
}

public sealed record FmtOptions(ImmutableArray<string> Files, bool Check);
