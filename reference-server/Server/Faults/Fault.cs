using System.Collections.Immutable;
using Conformance.Engine;
using Conformance.Server.Hosting;

namespace Conformance.Server.Faults;

/// <summary>A defect that can be switched on in a world: it replaces one rule, or rewrites answers on the wire.</summary>
/// <param name="Id">Lower-case words joined by dots and hyphens, as <c>poll.all-quiet</c>.</param>
/// <param name="Summary">What a server with this defect does wrong.</param>
/// <param name="Rule">Engine rules to the same with one member replaced; null for another seam.</param>
/// <param name="ServerRule">As <paramref name="Rule"/>, for the rules of the faces.</param>
/// <param name="Wire">Rewrites one answer; null for another seam.</param>
public sealed record Fault(
    string Id, string Summary, Func<Rules, Rules>? Rule, Func<ServerRules, ServerRules>? ServerRule, WireFault? Wire)
{
    public static Fault OfRule(string id, string summary, Func<Rules, Rules> rule) => new(id, summary, rule, null, null);

    public static Fault OfFace(string id, string summary, Func<ServerRules, ServerRules> rule) =>
        new(id, summary, null, rule, null);

    public static Fault OfWire(string id, string summary, WireFault wire) => new(id, summary, null, null, wire);

    internal static Rules Apply(Rules rules, ImmutableArray<Fault> faults) =>
        faults.Aggregate(rules, (now, fault) => fault.Rule is null ? now : fault.Rule(now));

    internal static ServerRules Apply(ServerRules rules, ImmutableArray<Fault> faults) =>
        faults.Aggregate(rules, (now, fault) => fault.ServerRule is null ? now : fault.ServerRule(now));

    internal static ImmutableArray<WireFault> WireOf(ImmutableArray<Fault> faults) =>
        [.. faults.Select(f => f.Wire).OfType<WireFault>()];
}
