using System.Collections.Immutable;
using Conformance.Engine;

namespace Conformance.Server.Faults;

/// <summary>A defect that can be switched on in a world: it replaces one rule, or rewrites answers on the wire.</summary>
/// <param name="Id">Lower-case words joined by dots and hyphens, as <c>poll.all-quiet</c>.</param>
/// <param name="Summary">What a server with this defect does wrong.</param>
/// <param name="Rule">Rules to rules with one member replaced; null for a wire fault.</param>
/// <param name="Wire">Rewrites one answer; null for a rule fault.</param>
public sealed record Fault(string Id, string Summary, Func<Rules, Rules>? Rule, WireFault? Wire)
{
    public static Fault OfRule(string id, string summary, Func<Rules, Rules> rule) => new(id, summary, rule, null);

    public static Fault OfWire(string id, string summary, WireFault wire) => new(id, summary, null, wire);

    internal static Rules Apply(Rules rules, ImmutableArray<Fault> faults) =>
        faults.Aggregate(rules, (now, fault) => fault.Rule is null ? now : fault.Rule(now));

    internal static ImmutableArray<WireFault> WireOf(ImmutableArray<Fault> faults) =>
        [.. faults.Select(f => f.Wire).OfType<WireFault>()];
}
