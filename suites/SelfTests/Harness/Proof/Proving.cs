using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Proof;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;
using Conformance.SelfTests.Harness.Judging;

namespace Conformance.SelfTests.Harness.Proof;

/// <summary>Proves lines as they would stand in a scenario from an answer that they take.</summary>
sealed record Proving(Trial Trial)
{
    public Proving(string expected) : this(new Trial(expected))
    {
    }

    public Proving With(string name, string value) => new(Trial.With(name, value));

    /// <summary>The lines that no mutation of the answer turns red, without their tags.</summary>
    public string[] Unproved(string answer) =>
        Unproved(new Observation(new Answered(Messages.Parse(answer), [], Trial.Elapsed), Trial.Request, Trial.Arrivals));

    public string[] Unproved(Observation seen)
    {
        var received = Trial.Received();
        if (!Judge.Of(received, seen, Trial.Context()).Holds)
            throw new InvalidOperationException("The answer is not one that the lines take.");
        var proof = new StatementProof();
        proof.Add(new JudgedMoment(received, seen, Trial.Context()));
        var text = Trial.Text().Split('\n');
        return [.. proof.Lines.Where(line => !line.IsProved).Select(line => $"{text[line.Line - 1].Split("  #")[0].Trim()}: {line.Reason}")];
    }
}
