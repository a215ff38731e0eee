using Conformance.Harness.Running;
using Conformance.Protocol;

namespace Conformance.Harness.Vocabulary;

/// <summary>Bounds of a server, set by its control port; the world's next case has the usual ones again.</summary>
static class WorldLimits
{
    /// <exception cref="SetupException">The sentence has no number, or the target no control port.</exception>
    public static async ValueTask<IValue> SetAsync(SentenceMatch sentence, CaseContext context, string limit)
    {
        if (context.Stage.World is not { } world || !int.TryParse(sentence.Text("n", context.Scope), out var count))
            throw new SetupException("this target has no control port to set a limit by");
        await world.SetLimitAsync(limit, count, context.Cancel);
        return new TextValue($"{count}");
    }
}

/// <summary>A bound on what one account may hold.</summary>
public sealed class AtMostSubscriptions : ISetup
{
    public string Pattern => "at most {n} subscriptions of each account";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        WorldLimits.SetAsync(sentence, context, ControlNames.SubscriptionsPerAccount);
}

/// <summary>A bound on what one answer to a PROPFIND of all depths tells of.</summary>
public sealed class AtMostDescribed : ISetup
{
    public string Pattern => "at most {n} resources in a description";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        WorldLimits.SetAsync(sentence, context, ControlNames.DeepResponses);
}

/// <summary>A bound on the devices that one account may have.</summary>
public sealed class AtMostDevices : ISetup
{
    public string Pattern => "at most {n} devices of each account";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        WorldLimits.SetAsync(sentence, context, ControlNames.DevicesPerAccount);
}

/// <summary>A bound on the requests that wait at a time, of all accounts.</summary>
public sealed class AtMostWaiting : ISetup
{
    public string Pattern => "at most {n} requests that wait";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        WorldLimits.SetAsync(sentence, context, ControlNames.HeldRequests);
}

/// <summary>A bound on the folders that one Ping may watch.</summary>
public sealed class AtMostWatched : ISetup
{
    public string Pattern => "at most {n} folders of a Ping";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        WorldLimits.SetAsync(sentence, context, ControlNames.PingFolders);
}
