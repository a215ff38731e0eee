namespace Conformance.Harness.Targets.Discovery;

/// <summary>Whether locks are granted, keep others out and can be ended.</summary>
static class LockProbes
{
    const string Item = "probe-locked.txt";

    static readonly string[] text = ["Content-Type: text/plain"];

    static readonly byte[] info = ProbeAnswer.Utf8(
        """<?xml version="1.0"?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>""");

    /// <summary>An item is locked, cannot be written without its token, and can again once it is unlocked.</summary>
    public static async Task<ProbeOutcome> Lock(ProbeSession session, CancellationToken cancellation)
    {
        var item = new Uri(session.Folder, Item);
        var put = await session.AskAsync("PUT", item, cancellation, text, ProbeAnswer.Utf8("free\n"));
        if (!put.IsSuccess)
            return ProbeOutcome.No($"{put.Says}, so there is nothing to lock.");
        var locked = await session.AskAsync("LOCK", item, cancellation, ["Content-Type: text/xml", "Timeout: Second-60"], info);
        if (!locked.IsSuccess || locked.Message?["Lock-Token"] is not { Length: > 0 } token)
            return ProbeOutcome.No($"{locked.Says}{(locked.IsSuccess ? " without a Lock-Token" : "")}.");
        var barred = await session.AskAsync("PUT", item, cancellation, text, ProbeAnswer.Utf8("barred\n"));
        var unlocked = await session.AskAsync("UNLOCK", item, cancellation, [$"Lock-Token: {token}"]);
        var free = await session.AskAsync("PUT", item, cancellation, text, ProbeAnswer.Utf8("free again\n"));
        return barred.Status == 423 && unlocked.IsSuccess && free.IsSuccess
            ? ProbeOutcome.Yes($"{locked.Says}, and the lock keeps others out until it is ended.")
            : ProbeOutcome.No($"{locked.Says}, but then {barred.Says}, {unlocked.Says} and {free.Says}.");
    }
}
