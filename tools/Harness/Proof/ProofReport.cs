using System.Collections.Immutable;

namespace Conformance.Harness.Proof;

/// <summary>What mutating every recorded passing answer has shown.</summary>
/// <param name="Taken">Lines that were judged at least once.</param>
/// <param name="Unproved">Of these, the lines that no mutation turned red, or that no passing answer held.</param>
/// <param name="NotTaken">Alternatives that the answers never took, so that nothing is known of them.</param>
/// <param name="NotPlayed">Scenarios of which no line was judged, each with the reason.</param>
/// <param name="Mutations">How many mutated answers were judged.</param>
public sealed record ProofReport(
    int Taken,
    ImmutableArray<ProofLine> Unproved,
    ImmutableArray<ProofLine> NotTaken,
    ImmutableArray<string> NotPlayed,
    int Mutations)
{
    /// <summary>The share of taken lines that may stay unproved.</summary>
    public const double ShareMax = 0.02;

    public double Share => Taken == 0 ? 0 : (double)Unproved.Length / Taken;

    /// <summary>True when lines were judged and few enough of them are unproved.</summary>
    public bool IsEnough => Taken > 0 && Share <= ShareMax;
}

/// <param name="File">Path below fixtures/scenarios.</param>
/// <param name="Text">The line as it stands in the file, trimmed.</param>
/// <param name="Reason">Why it is unproved; of an alternative the reading it stands for, or empty.</param>
public sealed record ProofLine(string File, int Line, string Text, string Reason);
