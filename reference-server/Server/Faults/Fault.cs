using System.Collections.Immutable;
using Conformance.Engine;
using Conformance.Engine.Notifying;
using Conformance.Server.Hosting;

namespace Conformance.Server.Faults;

/// <summary>A defect that can be switched on in a world: it replaces one rule, or rewrites answers on the wire.</summary>
/// <remarks>What a server with it does wrong, and which requirement it breaks, stands in fixtures/faults under its id.</remarks>
/// <param name="Id">Lower-case words joined by dots and hyphens, as <c>poll.all-quiet</c>.</param>
/// <param name="Rule">Engine rules to the same with one member replaced; null for another seam.</param>
/// <param name="ServerRule">As <paramref name="Rule"/>, for the rules of the faces.</param>
/// <param name="Wire">Rewrites one answer; null for another seam.</param>
/// <param name="Datagram">Rewrites one datagram; null for another seam.</param>
public sealed record Fault(
    string Id, Func<Rules, Rules>? Rule, Func<ServerRules, ServerRules>? ServerRule, WireFault? Wire, DatagramFault? Datagram = null)
{
    public static Fault OfRule(string id, Func<Rules, Rules> rule) => new(id, rule, null, null);

    public static Fault OfFace(string id, Func<ServerRules, ServerRules> rule) => new(id, null, rule, null);

    public static Fault OfWire(string id, WireFault wire) => new(id, null, null, wire);

    public static Fault OfDatagram(string id, DatagramFault datagram) => new(id, null, null, null, datagram);

    public static Fault OfNotice(string id, Func<NotifyRules, NotifyRules> rule) =>
        OfRule(id, rules => rules with { Notify = rule(rules.Notify) });

    internal static Rules Apply(Rules rules, ImmutableArray<Fault> faults) =>
        faults.Aggregate(rules, (now, fault) => fault.Rule is null ? now : fault.Rule(now));

    internal static ServerRules Apply(ServerRules rules, ImmutableArray<Fault> faults) =>
        faults.Aggregate(rules, (now, fault) => fault.ServerRule is null ? now : fault.ServerRule(now));

    internal static ImmutableArray<WireFault> WireOf(ImmutableArray<Fault> faults) =>
        [.. faults.Select(f => f.Wire).OfType<WireFault>()];

    internal static ImmutableArray<DatagramFault> DatagramsOf(ImmutableArray<Fault> faults) =>
        [.. faults.Select(f => f.Datagram).OfType<DatagramFault>()];
}
