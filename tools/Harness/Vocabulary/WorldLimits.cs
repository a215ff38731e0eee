using Conformance.Harness.Running;
using Conformance.Protocol;

namespace Conformance.Harness.Vocabulary;

/// <summary>A bound of the server, set by its control port to the <c>n</c> of the sentence; the world's next case has the usual one again.</summary>
public abstract class WorldLimit(string pattern, string limit) : ISetup
{
    public string Pattern => pattern;

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        if (context.Stage.World is not { } world || !int.TryParse(sentence.Text("n", context.Scope), out var count))
            throw new SetupException("this target has no control port to set a limit by");
        await world.SetLimitAsync(limit, count, context.Cancel);
        return new TextValue($"{count}");
    }
}

/// <summary>A bound on what one account may hold.</summary>
public sealed class AtMostSubscriptions() : WorldLimit("at most {n} subscriptions of each account", ControlNames.SubscriptionsPerAccount);

/// <summary>A bound on what one answer to a PROPFIND of all depths tells of.</summary>
public sealed class AtMostDescribed() : WorldLimit("at most {n} resources in a description", ControlNames.DeepResponses);

/// <summary>A bound on the devices that one account may have.</summary>
public sealed class AtMostDevices() : WorldLimit("at most {n} devices of each account", ControlNames.DevicesPerAccount);

/// <summary>A bound on the requests that wait at a time, of all accounts.</summary>
public sealed class AtMostWaiting() : WorldLimit("at most {n} requests that wait", ControlNames.HeldRequests);

/// <summary>A bound on the folders that one Ping may watch.</summary>
public sealed class AtMostWatched() : WorldLimit("at most {n} folders of a Ping", ControlNames.PingFolders);

/// <summary>A bound on what one principal of presence may hold.</summary>
public sealed class AtMostPresenceSubscriptions()
    : WorldLimit("at most {n} subscriptions of each principal", ControlNames.PresenceSubscriptionsPerPrincipal);

/// <summary>A bound on the hops of a notification.</summary>
public sealed class AtMostHops() : WorldLimit("at most {n} hops", ControlNames.HopCount);

/// <summary>A bound on what waits until an inbox has answered.</summary>
public sealed class AtMostQueued() : WorldLimit("at most {n} notifications that wait for an inbox", ControlNames.OutgoingQueue);
