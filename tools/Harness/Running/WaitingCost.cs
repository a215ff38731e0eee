using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>What one run of a file costs in waiting on a real clock, as far as the file tells before it is played.</summary>
/// <param name="Known">The sum of the times that stand in the file.</param>
/// <param name="Unknown">The times that hang on what the target will grant, as written.</param>
public sealed record WaitingCost(TimeSpan Known, ImmutableArray<string> Unknown)
{
    public static WaitingCost Of(ScenarioFile file)
    {
        var known = TimeSpan.Zero;
        var unknown = ImmutableArray.CreateBuilder<string>();
        foreach (var then in file.Statements.OfType<Then>())
            if (then.Amount.Parts.All(part => part is LiteralPart) && Durations.Of(then.Amount.Source, then.Unit) is { } span)
                known += span;
            else
                unknown.Add($"{then.Amount.Source}{then.Unit}");
        return new WaitingCost(known, unknown.ToImmutable());
    }

    /// <summary>Why a wait is not made; one sentence.</summary>
    public static string TooLong(TimeSpan wait, TimeSpan most) => FormattableString.Invariant(
        $"it waits {wait.TotalSeconds:0.###} s on the real clock and {most.TotalSeconds:0.###} s are allowed (max-wait)");
}

/// <summary>The waits of a case exceed what the target's settings allow: the rest of it is not verified.</summary>
public sealed class WaitTooLongException(string message) : Exception(message);
