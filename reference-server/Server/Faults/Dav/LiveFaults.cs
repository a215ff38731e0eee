using System.Globalization;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;
using Conformance.Server.Dav.Properties;

namespace Conformance.Server.Faults.Dav;

/// <summary>Computed properties that are late, count the wrong things, or belong to a place instead of a thing.</summary>
static class LiveFaults
{
    public static readonly Fault[] All =
    [
        Live("folder.counts-folders-as-items", live => live with { ItemsOf = (_, folder) => folder.Members }),
        Live("folder.delivered-mail-is-not-counted", live => live with
        {
            ItemsOf = (call, folder) => live.ItemsOf(call, folder)
                .Where(item => call.World.Log.After(item.ChangeNumber - 1).First().Kind != ChangeKind.Delivered),
        }),
        Live("folder.read-counts-as-unread", live => live with { IsUnread = _ => true }),
        Live("folder.moved-in-counts-as-read", live => live with
        {
            IsUnread = item => live.IsUnread(item) && item.PlacedNumber == item.ChangeNumber,
        }),
        Live("contenttag.blind-to-content", live => live with
        {
            ContentTag = (_, folder) => Number(folder.Members.Sum(member => member.PlacedNumber)),
        }),
        Live("contenttag.blind-to-departures", live => live with
        {
            ContentTag = (_, folder) => Number(folder.Members.Max(member => (long?)member.ChangeNumber) ?? 0),
        }),
        Live("contenttag.never-rests", live => live with { ContentTag = (call, _) => Number(call.World.Log.Last) }),
        Live("permanenturl.follows-the-name", live => live with { PermanentPath = DavPaths.Of }),
        Live("entryid.of-the-place", live => live with
        {
            EntryId = (_, resource) => Convert.ToBase64String(BitConverter.GetBytes(resource.PlacedNumber)),
        }),
        Live("entryid.of-the-store", live => live with
        {
            EntryId = (call, _) => Convert.ToBase64String(call.World.StoreId.AsSpan()),
        }),
        Live("ordernumber.of-the-change", live => live with { OrderNumber = resource => Number(resource.ChangeNumber) }),
    ];

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static Fault Live(string id, Func<LiveRules, LiveRules> rule) => Seams.OfDav(id, rules => rules with { Live = rule(rules.Live) });
}
