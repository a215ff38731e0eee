using System.Collections.Immutable;
using System.Globalization;
using Conformance.Harness.Judging;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence.Html;

/// <summary>Reads the lives of subscriptions out of SUBSCRIBE, POLL, UNSUBSCRIBE and NOTIFY.</summary>
static class LeaseReader
{
    /// <summary>A lifetime beyond this is no lease anybody waits for; it keeps times within what they can hold.</summary>
    const int SecondsMax = 366 * 24 * 3600;

    public static ImmutableArray<LeaseLine> Read(ImmutableArray<TranscriptEntry> transcript, ImmutableArray<Turn> turns)
    {
        var leases = new Dictionary<string, LeaseLine>();
        var order = new List<string>();
        foreach (var turn in turns.Where(t => t.End is not null).OrderBy(t => t.End))
        {
            var (request, end) = (transcript[turn.Start].Message!, transcript[turn.End!.Value]);
            if (end.Message is not { } answer)
                continue;
            foreach (var (id, what, seconds) in Said(request, answer))
            {
                if (!leases.TryGetValue(id, out var lease))
                {
                    if (what is not LeaseEvent.Granted)
                        continue;
                    order.Add(id);
                    lease = LeaseLine.Begin(id, turn.Actor);
                }
                leases[id] = lease.With(turn.End.Value, end.At, what, seconds);
            }
        }
        return [.. order.Select(id => leases[id]).Where(l => !IsPassing(l, transcript))];
    }

    static IEnumerable<(string Id, LeaseEvent What, int? Seconds)> Said(HttpMessage request, HttpMessage answer) => request.Method switch
    {
        "NOTIFY" => Ids(request).Select(id => (id, LeaseEvent.Told, (int?)null)),
        "SUBSCRIBE" when answer.Status is >= 200 and < 300 => Ids(answer).Select(id =>
            (id, Ids(request).Contains(id) ? LeaseEvent.Renewed : LeaseEvent.Granted, SecondsOf(answer))),
        "SUBSCRIBE" or "POLL" when answer.Status == 412 => Ids(request).Select(id => (id, LeaseEvent.Gone, (int?)null)),
        "POLL" when answer.Status == 207 => Entries(answer).Select(e => (e.Key, OfPoll(e.Status), (int?)null)),
        "UNSUBSCRIBE" when answer.Status == 207 => Entries(answer).Select(e =>
            (e.Key, e.Status is >= 200 and < 300 ? LeaseEvent.Ended : LeaseEvent.Gone, (int?)null)),
        "UNSUBSCRIBE" when answer.Status is >= 200 and < 300 => Ids(request).Select(id => (id, LeaseEvent.Ended, (int?)null)),
        _ => [],
    };

    static LeaseEvent OfPoll(int status) => status switch
    {
        204 => LeaseEvent.Quiet,
        >= 200 and < 300 => LeaseEvent.Fired,
        _ => LeaseEvent.Gone,
    };

    static ImmutableArray<MultistatusEntry> Entries(HttpMessage answer) =>
        Multistatus.Read(XmlMarkup.Read(answer.Body), PartitionOf.Ids).Entries;

    static string[] Ids(HttpMessage message) => message["Subscription-ID"] is { } list
        ? list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [];

    static int? SecondsOf(HttpMessage answer) =>
        int.TryParse(answer["Subscription-Lifetime"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Min(seconds, SecondsMax)
            : null;

    /// <summary>A probe of the set-up that asked for a subscription and gave it back at once.</summary>
    static bool IsPassing(LeaseLine lease, ImmutableArray<TranscriptEntry> transcript) =>
        lease.Marks[^1].Event is LeaseEvent.Ended && lease.Marks.All(m => transcript[m.Index].IsSetup);
}
