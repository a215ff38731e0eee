using System.Collections.Immutable;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Undoes what discovery made, and checks that it is gone.</summary>
static class Cleanup
{
    /// <returns>What could not be undone, one sentence each; empty when the target is as it was.</returns>
    public static async Task<ImmutableArray<string>> RunAsync(ProbeSession session, CancellationToken cancellation)
    {
        var leftovers = ImmutableArray.CreateBuilder<string>();
        foreach (var (id, location) in Enumerable.Reverse(session.Subscriptions))
        {
            var cancelled = await session.AskAsync("UNSUBSCRIBE", location, cancellation, [$"Subscription-ID: {id}"]);
            // A lease that has run out meanwhile leaves nothing either.
            if (!cancelled.IsSuccess && cancelled.Status != 412)
                leftovers.Add($"Subscription {id} lives on until its lease ends: {cancelled.Says}.");
        }
        foreach (var path in session.Made)
            if (await session.AskAsync("DELETE", session.Root(path), cancellation) is { Status: not (404 or 410 or (>= 200 and < 300)) } kept)
                leftovers.Add($"What a trial made, {path}, may still be there: {kept.Says}.");
        if (session.OwnsFolder)
            leftovers.AddRange(await RemoveFolder(session, cancellation));
        session.TakeExchange();
        return leftovers.ToImmutable();
    }

    static async Task<ImmutableArray<string>> RemoveFolder(ProbeSession session, CancellationToken cancellation)
    {
        var deleted = await session.AskAsync("DELETE", session.Folder, cancellation);
        var found = await session.AskAsync("GET", session.Folder, cancellation);
        return found.Status is 404 or 410 ? [] : [$"The folder {session.Folder} may still be there: {deleted.Says}, then {found.Says}."];
    }
}
