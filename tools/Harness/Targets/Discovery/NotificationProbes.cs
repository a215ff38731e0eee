using System.Globalization;
using Conformance.Harness.Judging;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Probes of SUBSCRIBE, POLL and UNSUBSCRIBE, and of the ways they tell.</summary>
static class NotificationProbes
{
    static readonly string[] update = ["Notification-Type: update"];

    /// <summary>A subscription is granted with an id; the shortest lease is asked for by the way.</summary>
    public static async Task<ProbeOutcome> Subscribe(ProbeSession session, CancellationToken cancellation)
    {
        var (answer, id) = await Create(session, update, cancellation);
        if (id is null)
            return ProbeOutcome.No(answer.IsSuccess ? $"{answer.Says} without a decimal Subscription-ID." : $"{answer.Says}.");
        var (shortest, second) = await Create(session, [.. update, "Subscription-Lifetime: 1"], cancellation);
        if (second is not null)
            session.ShortestLease = TimeSpan.FromSeconds(Granted(shortest));
        return ProbeOutcome.Yes($"{answer.Says} with Subscription-ID {id}.");
    }

    public static async Task<ProbeOutcome> Poll(ProbeSession session, CancellationToken cancellation)
    {
        var (id, location) = session.Subscriptions[0];
        var answer = await session.AskAsync("POLL", location, cancellation, [$"Subscription-ID: {id}"]);
        return answer.StatusOfId(id) is 200 or 204
            ? ProbeOutcome.Yes($"{answer.Says} and names the subscription.")
            : ProbeOutcome.No(answer.MultiStatus() is null ? $"{answer.Says}." : $"{answer.Says} without the subscription under 200 or 204.");
    }

    /// <summary>A cancelled subscription is gone: a POLL of it no longer finds it.</summary>
    public static async Task<ProbeOutcome> Unsubscribe(ProbeSession session, CancellationToken cancellation)
    {
        var (answer, id) = await Create(session, update, cancellation);
        if (id is null)
            return ProbeOutcome.No($"{answer.Says} where a second subscription was asked for.");
        var (_, location) = session.Subscriptions[^1];
        var cancel = await session.AskAsync("UNSUBSCRIBE", location, cancellation, [$"Subscription-ID: {id}"]);
        if (!cancel.IsSuccess)
            return ProbeOutcome.No($"{cancel.Says}.");
        var poll = await session.AskAsync("POLL", location, cancellation, [$"Subscription-ID: {id}"]);
        if (poll.Status != 412 && poll.StatusOfId(id) is not (404 or 412))
            return ProbeOutcome.No($"{cancel.Says}, but then {poll.Says} as if the subscription lived on.");
        session.Subscriptions.RemoveAt(session.Subscriptions.Count - 1);
        return ProbeOutcome.Yes($"{cancel.Says}, and the subscription is gone.");
    }

    /// <summary>An event sends a datagram to a listener of ours.</summary>
    public static async Task<ProbeOutcome> Datagrams(ProbeSession session, CancellationToken cancellation)
    {
        if (session.Tools.Datagrams is not { } listener)
            return ProbeOutcome.No("There is no datagram listener that the target could reach.");
        var (answer, id) = await Create(session, [.. update, $"Call-Back: {listener.CallBack.OriginalString}"], cancellation);
        if (id is null)
            return ProbeOutcome.No($"{answer.Says} where a Call-Back to our listener was asked for.");
        var change = await session.AskAsync(
            "PUT", new Uri(session.Folder, "probe-datagram.txt"), cancellation, ["Content-Type: text/plain"], ProbeAnswer.Utf8("probe"));
        if (!change.IsSuccess)
            return ProbeOutcome.No($"{change.Says}, so there was no event to tell.");
        var within = session.Target.Patience.Answer + session.Target.Patience.Settle;
        return await listener.ArrivesAsync(within, cancellation)
            ? ProbeOutcome.Yes($"A datagram reached {listener.CallBack} after an event.")
            : ProbeOutcome.No(FormattableString.Invariant($"No datagram reached {listener.CallBack} within {within.TotalSeconds} s of an event."));
    }

    /// <summary>The root of a mailbox takes subscriptions to new mail: no document says so, one client's notes guess it.</summary>
    public static async Task<ProbeOutcome> NewMailOfMailbox(ProbeSession session, CancellationToken cancellation)
    {
        var (answer, id) = await Create(
            session, ["Notification-Type: pragma/<http://schemas.microsoft.com/exchange/newmail>"], cancellation,
            session.Root(session.Target.Roots.Mailbox));
        return id is null
            ? ProbeOutcome.No($"{answer.Says} where new mail of the whole mailbox was asked for.")
            : ProbeOutcome.Yes($"{answer.Says} with Subscription-ID {id}.");
    }

    static async Task<(ProbeAnswer Answer, string? Id)> Create(
        ProbeSession session, string[] headers, CancellationToken cancellation, Uri? place = null)
    {
        place ??= session.Folder;
        var answer = await session.AskAsync("SUBSCRIBE", place, cancellation, headers);
        if (answer.Status != 200 || IssuedId.Of(answer.Message!) is not { Length: > 0 and <= 20 } id || !id.All(char.IsAsciiDigit))
            return (answer, null);
        var location = Uri.TryCreate(place, answer["Content-Location"] ?? "", out var given) ? given : place;
        // A Content-Location elsewhere must not send our credentials elsewhere.
        session.Subscriptions.Add((id, new Uri(session.Target.Url, location.PathAndQuery)));
        return (answer, id);
    }

    static double Granted(ProbeAnswer answer) =>
        int.TryParse(answer["Subscription-Lifetime"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 1;
}
