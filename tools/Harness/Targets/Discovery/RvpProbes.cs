namespace Conformance.Harness.Targets.Discovery;

/// <summary>Probes of presence. OPTIONS is not asked: a right RVP server may answer it 501.</summary>
static class RvpProbes
{
    /// <remarks>
    /// Without a world for each case the principals of one case are those of the next, and no method takes an ACL entry or a view
    /// away again: what one leaves another would meet.
    /// </remarks>
    public static Task<ProbeOutcome> Node(ProbeSession session, CancellationToken cancellation) => session.Target.HasControlClock
        ? Subscriptions(session, Account.First, cancellation)
        : Task.FromResult(ProbeOutcome.No(
            "Presence is judged where a control port gives each scenario principals of its own; no method removes what is left in an ACL."));

    public static Task<ProbeOutcome> SecondNode(ProbeSession session, CancellationToken cancellation) =>
        Subscriptions(session, Account.Second, cancellation);

    public static Task<ProbeOutcome> ThirdNode(ProbeSession session, CancellationToken cancellation) =>
        Subscriptions(session, Account.Powerless, cancellation);

    static async Task<ProbeOutcome> Subscriptions(ProbeSession session, string role, CancellationToken cancellation)
    {
        var node = session.Target.Root(session.Target.Roots.Rvp, session.Target[role]?.MailboxName ?? "");
        var answer = await session.AskAsync("SUBSCRIPTIONS", node, cancellation,
            ["RVP-Notifications-Version: 0.2", "Notification-Type: update/propchange", $"RVP-From-Principal: {node.AbsoluteUri}"], role: role);
        return answer.Status == 200 && answer.Xml() is { } root && root.Name.LocalName == "subscriptions"
            && root.Name.NamespaceName.EndsWith("/rvp/", StringComparison.Ordinal)
            ? ProbeOutcome.Yes($"{answer.Says} with a list of subscriptions.")
            : ProbeOutcome.No($"{answer.Says}{(answer.Status == 200 ? " without a list of subscriptions" : "")}.");
    }
}
