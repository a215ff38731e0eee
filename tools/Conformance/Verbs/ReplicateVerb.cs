using System.Collections.Immutable;
using System.CommandLine;
using Conformance.Harness.Mirrors;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance replicate</c>: random writes that two mirrors follow by manifests.</summary>
public sealed class ReplicateVerb : Verb<ReplicateRequest>
{
    readonly TargetFlags target = new();
    readonly Option<int?> seed;
    readonly Option<int> sequences;
    readonly Option<int> steps;
    readonly Option<string[]> fault;

    public ReplicateVerb(Func<ReplicateRequest, CancellationToken, Task<int>> invoke)
        : base("replicate", "Plays random writes that two mirrors follow, and prints what goes wrong as a scenario.", invoke)
    {
        seed = Add(new Option<int?>("--seed")
        {
            Description = "What the sequences are drawn from; printed when left out.",
            HelpName = "NUMBER",
        });
        sequences = Add(Count("--sequences", "How many are played.", SequenceOptions.UsualSequences, 1, 1_000_000));
        steps = Add(Count("--steps", "Steps of each.", SequenceOptions.UsualLength, SequenceOptions.ShortestLength, 1000));
        fault = Add(new Option<string[]>("--fault")
        {
            Description = "Switch a seeded fault on in the bundled server.",
            HelpName = "ID",
        });
        target.AddTo(Command);
    }

    public override ReplicateRequest Read(ParseResult parsed) => new(
        target.Read(parsed), parsed.GetValue(seed), parsed.GetValue(sequences), parsed.GetValue(steps),
        [.. parsed.GetValue(fault) ?? []]);

    static Option<int> Count(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            // Without a token it is the usual count; a token that is no number must not reach the parser's own conversion.
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number >= least && number <= most))
                result.AddError($"{name} takes a number from {least} to {most}");
        });
        return option;
    }
}

/// <param name="Seed">Null: draw one and print it.</param>
public sealed record ReplicateRequest(
    TargetOptions Target, int? Seed, int Sequences, int Steps, ImmutableArray<string> Faults);
