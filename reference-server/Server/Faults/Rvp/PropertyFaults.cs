using System.Xml.Linq;
using Conformance.Engine.Presence;
using Conformance.Protocol;

namespace Conformance.Server.Faults.Rvp;

/// <summary>Properties and states that are read, kept or told in a wrong way.</summary>
static class PropertyFaults
{
    public static readonly Fault[] All =
    [
        Seams.OfStatus("rvp.takes-any-depth", "PROPFIND", 412, 207),
        Seams.OfText("rvp.missing-is-200", "PROPFIND", "HTTP/1.1 404 Not Found", "HTTP/1.1 200 Successful"),
        Seams.OfText("rvp.allprop-leaves-out", "PROPFIND", "<r:mobile-state>.*?</r:mobile-state>", ""),
        Seams.OfStatus("rvp.finds-nothing-asked", "PROPFIND", 400, 500),
        Seams.OfStatus("rvp.proppatch-is-200", "PROPPATCH", 207, 200),
        Seams.Granting("rvp.anybody-writes", PresenceRights.Write),
        Reading("rvp.knows-one-timeout", (read, state) => read(
            Changed(state, s => s.Descendants(RvpNames.Namespace + "timeout").Remove()))),
        Reading("rvp.refuses-plain-states", (read, state) => state.Element(RvpNames.LeasedValue) is null ? null : read(state)),
        Reading("rvp.states-by-the-letter", (read, state) => read(state) is { Value: "idle" or "invisible" } ? null : read(state)),
        Reading("rvp.new-view-each-time", (read, state) => read(state) is { } asked ? asked with { ViewId = null } : null),
        Reading("rvp.log-off-is-log-on", (read, state) =>
            read(state) is { LeaseSeconds: null, Value: States.Offline } asked ? asked with { Value = States.Online } : read(state)),
        Seams.OfStatus("rvp.malformed-is-500", "PROPPATCH", 400, 500),
        Seams.OfEngine("rvp.value-not-in-force", rules => rules with
        {
            StateOf = node => node.Views.MaxBy(v => v.Id)?.Default ?? node.Resting,
        }),
        Seams.OfEngine("rvp.lease-never-falls-back", rules => rules with
        {
            FallBack = (node, view) => rules.FallBack(node, Kept(view)),
        }),
        Seams.OfEngine("rvp.fall-back-untold", rules => rules with { IsFallTold = (_, _) => false }),
        Seams.OfEngine("rvp.refresh-flickers", rules => rules with { IsTold = (_, _) => true }),
        Seams.OfEngine("rvp.last-view-wins", rules => rules with
        {
            StateOf = node => node.Views.MaxBy(v => v.Id)?.Value ?? node.Resting,
        }),
        Seams.OfEngine("rvp.zero-is-for-ever", rules => rules with
        {
            GrantStateLease = (limits, asked) => asked < 1 ? limits.StateLeaseSecondsMax : rules.GrantStateLease(limits, asked),
        }),
        Seams.OfText("rvp.no-view-id", "PROPPATCH", "<r:view-id>.*?</r:view-id>", ""),
        Seams.OfText("rvp.view-id-is-hex", "PROPPATCH", "<r:view-id>", "<r:view-id>9A"),
        Seams.OfText("rvp.states-the-asked-lease", "PROPPATCH", "<d:timeout>14400</d:timeout>", "<d:timeout>99999</d:timeout>"),
    ];

    static Fault Reading(string id, Func<Func<XElement, StateRequest?>, XElement, StateRequest?> wrong) =>
        Seams.OfFace(id, rules => rules with
        {
            ReadState = (state, limits) => wrong(element => rules.ReadState(element, limits), state),
        });

    static XElement Changed(XElement state, Action<XElement> change)
    {
        var copy = new XElement(state);
        change(copy);
        return copy;
    }

    static View Kept(View view)
    {
        view.Default = view.Value;
        return view;
    }
}
