using System.Text.RegularExpressions;
using Conformance.Engine;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;

namespace Conformance.Server.Faults;

/// <summary>A POLL that finds subscriptions it should not find, loses others, or misreports the ids that matched none.</summary>
static partial class MatchingFaults
{
    /// <summary>Whether the id that is being matched is another account's.</summary>
    static readonly AsyncLocal<bool> isForeign = new();

    public static readonly Fault[] All =
    [
        Fault.OfRule("poll.unknown-id-204", rules => rules with
        {
            ReportUnmatched = use => use == IdUse.Poll ? IdStatus.Quiet : rules.ReportUnmatched(use),
        }),
        Fault.OfWire("poll.drops-dead-ids", answer => answer.Answers("POLL", 207)
            ? answer.WithText(DeadResponse().Replace(answer.Text, ""))
            : answer),
        Fault.OfWire("poll.412-without-ids", answer => answer.Status == 412 ? answer.Without("Subscription-ID") : answer),
        Fault.OfWire("poll.412-names-only-first", answer => answer.Status == 412 ? answer.MapIds(ids => ids.Take(1)) : answer),
        Fault.OfWire("poll.unacceptable-is-500", answer =>
            answer.Answers("POLL", 406) ? answer.WithStatus(500, "Internal Server Error") : answer),
        Fault.OfRule("poll.any-location", rules => AtAnyLocation(rules, IdUse.Poll)),
        Fault.OfRule("poll.slash-matters", rules => rules with
        {
            IsAtLocation = (subscription, path, use) => use == IdUse.Poll
                ? path.Equals(subscription.Location, StringComparison.OrdinalIgnoreCase)
                : rules.IsAtLocation(subscription, path, use),
        }),
        Fault.OfRule("poll.case-matters", rules => rules with
        {
            IsAtLocation = (subscription, path, use) => use == IdUse.Poll
                ? path.AsSpan().TrimEnd('/').SequenceEqual(subscription.Location.AsSpan().TrimEnd('/'))
                : rules.IsAtLocation(subscription, path, use),
        }),
        Fault.OfRule("poll.decodes-twice", rules => rules with
        {
            IsAtLocation = (subscription, path, use) => rules.IsAtLocation(subscription, Uri.UnescapeDataString(path), use),
        }),
        Fault.OfRule("poll.location-by-prefix", rules => rules with
        {
            IsAtLocation = (subscription, path, use) => rules.IsAtLocation(subscription, path, use)
                || path.StartsWith(subscription.Location, StringComparison.OrdinalIgnoreCase),
        }),
        Fault.OfRule("poll.foreign-id-is-404", rules => rules with
        {
            IsOwner = (subscription, caller, use) =>
            {
                var isOwner = rules.IsOwner(subscription, caller, use);
                isForeign.Value = !isOwner;
                return isOwner;
            },
            ReportUnmatched = use => isForeign.Value ? IdStatus.Gone : rules.ReportUnmatched(use),
        }),
        Fault.OfFace("poll.without-id-tells-all", rules => rules with
        {
            Notification = rules.Notification with { IdsOfNone = IdsHere },
        }),
    ];

    /// <summary>Uses of ids that do not compare their URI with the location of the subscription.</summary>
    internal static Rules AtAnyLocation(Rules rules, IdUse lax) => rules with
    {
        IsAtLocation = (subscription, path, use) => use == lax || rules.IsAtLocation(subscription, path, use),
    };

    static ulong[] IdsHere(WorldCall call)
    {
        var world = call.World;
        lock (world.Gate)
            return
            [
                .. from subscription in world.Subscriptions.Table.All
                   where subscription.Owner == call.Caller.Name
                       && world.Rules.IsAtLocation(subscription, call.Path, IdUse.Poll)
                   select (ulong)subscription.Id,
            ];
    }

    [GeneratedRegex("<a:response>(?:(?!</a:response>).)*<a:status>HTTP/1.1 412 .*?</a:response>")]
    private static partial Regex DeadResponse();
}
