using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance explain ID</c>: a scenario as prose, or a requirement with the scenarios that verify it.</summary>
public sealed class ExplainVerb : Verb<string>
{
    readonly Argument<string> id;

    public ExplainVerb(Func<string, CancellationToken, Task<int>> invoke)
        : base("explain", "Tells a scenario or a requirement as prose.", invoke) =>
        id = AddArgument(new Argument<string>("id") { Description = "A scenario id or a requirement id." });

    public override string Read(ParseResult parsed) => parsed.GetRequiredValue(id);
}
