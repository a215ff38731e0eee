using System.Text;
using Conformance.Protocol;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Probes of what the settings promise: accounts, the control port, stimuli, listeners.</summary>
static class SettingProbes
{
    /// <summary>bob can log on and is somebody else than alice.</summary>
    public static async Task<ProbeOutcome> SecondAccount(ProbeSession session, CancellationToken cancellation)
    {
        if (session.Target[Account.Second] is not { } bob)
            return ProbeOutcome.No("The settings name no account bob: give --account 'bob | user NAME | password-file FILE'.");
        if (string.Equals(bob.User, session.Target[Account.First]?.User, StringComparison.OrdinalIgnoreCase))
            return ProbeOutcome.No($"alice and bob are both {bob.User}.");
        var answer = await session.AskAsync("GET", session.Root(session.Target.Roots.Notification), cancellation, role: Account.Second);
        return answer.Message is null || answer.Status is 401 or 407
            ? ProbeOutcome.No($"{answer.Says} where bob logged on.")
            : ProbeOutcome.Yes($"{answer.Says} where bob logged on.");
    }

    /// <summary>The powerless account is refused what alice may read.</summary>
    public static async Task<ProbeOutcome> PowerlessAccount(ProbeSession session, CancellationToken cancellation)
    {
        if (session.Target[Account.Powerless] is null)
            return ProbeOutcome.No("The settings name no account powerless: give --account 'powerless | user NAME | password-file FILE'.");
        var answer = await session.AskAsync(
            "GET", new Uri(session.Folder, "probe.txt"), cancellation, ["Translate: f"], role: Account.Powerless);
        // A refusal proves nothing when the account cannot log on at all.
        if (answer.Status == 401
            && (await session.AskAsync("OPTIONS", session.Root("/"), cancellation, role: Account.Powerless)).Status == 401)
            return ProbeOutcome.No($"{answer.Says} to the powerless account, and so was everything: it cannot log on.");
        return answer.Status is 401 or 403 or 404
            ? ProbeOutcome.Yes($"{answer.Says} where the powerless account asked for alice's item.")
            : ProbeOutcome.No($"{answer.Says} where the powerless account asked for alice's item: it has power.");
    }

    public static Task<ProbeOutcome> Clock(ProbeSession session, CancellationToken cancellation) => session.Target.HasControlClock
        ? ControlPort(session, cancellation)
        : Task.FromResult(ProbeOutcome.No("The target runs on the real clock."));

    /// <summary>A target remembers a device for good, so one that knows nothing has to have a new id.</summary>
    public static Task<ProbeOutcome> FreshDevices(ProbeSession session, CancellationToken cancellation) => Task.FromResult(
        session.Target.HasControlClock ? ProbeOutcome.Yes("Each case has a world of its own.")
        : session.Target.Devices is [var only] && only.Contains(DevicePool.Any) ? ProbeOutcome.Yes($"Ids are made up as {only}.")
        : ProbeOutcome.No($"The key device names ids that are used again; one with '{DevicePool.Any}' in it would make up new ones."));

    public static Task<ProbeOutcome> Limits(ProbeSession session, CancellationToken cancellation) => session.Target.HasControlClock
        ? ControlPort(session, cancellation)
        : Task.FromResult(ProbeOutcome.No("The target has no control port that could do so."));

    /// <summary>A request that is sent byte by byte cannot answer a challenge. That our log-on works is known from the folder.</summary>
    public static Task<ProbeOutcome> PlainLogOn(ProbeSession session, CancellationToken cancellation)
    {
        var kind = session.Target.Authentication.Kind;
        return Task.FromResult(kind is AuthenticationKind.Basic or AuthenticationKind.Bearer
            ? ProbeOutcome.Yes($"Accounts log on by {kind}.")
            : ProbeOutcome.No($"Accounts log on by {kind}, which no single header carries."));
    }

    public static Func<ProbeSession, CancellationToken, Task<ProbeOutcome>> Stimulus(string name) => async (session, cancellation) =>
    {
        switch (session.Target.Stimuli[name])
        {
            case null:
                return ProbeOutcome.No($"The settings name no way to make '{name}' happen.");
            case ProtocolStimulus when !session.OwnsFolder:
                return ProbeOutcome.No($"'{name}' happens by the methods of the target, which let us make no folder.");
            case ProtocolStimulus when name == StimulusEvents.Read:
                // The read flag is a property: who sets none sets no flag.
                return await DavProbes.PropPatch(session, cancellation);
            case ProtocolStimulus:
                return ProbeOutcome.Yes($"'{name}' happens by the methods of the target, which work in its folder.");
            case ControlStimulus:
                return await ControlPort(session, cancellation);
        }
        if (session.Tools.Stimulate is not { } stimulate)
            return ProbeOutcome.No($"The hook or command for '{name}' cannot be tried here.");
        var (failure, made) = await stimulate(name, cancellation);
        if (made is not null)
            session.Made.Add(made);
        return failure is not null
            ? ProbeOutcome.No($"Making '{name}' happen failed: {failure}")
            : ProbeOutcome.Yes($"'{name}' was made to happen once.");
    };

    public static Task<ProbeOutcome> HttpListener(ProbeSession session, CancellationToken cancellation) =>
        Task.FromResult(session.Tools.HttpListener is { } address
            ? ProbeOutcome.Yes($"Our listener is at {address}.")
            : ProbeOutcome.No("There is no address of ours that the target could call."));

    /// <summary>What a client sent comes from a recording, which no request to a server can stand for.</summary>
    public static Task<ProbeOutcome> RecordedTraffic(ProbeSession session, CancellationToken cancellation) =>
        Task.FromResult(ProbeOutcome.No("There is no recording of this client's traffic."));

    static async Task<ProbeOutcome> ControlPort(ProbeSession session, CancellationToken cancellation)
    {
        if (session.Target.Control is not { } control)
            return ProbeOutcome.No("The settings name no control port.");
        var answer = await session.AskAsync("GET", control, cancellation);
        // The bundled server's port is a free one: another in each run, and of no interest.
        var name = session.Target.IsReference ? "of the bundled server" : control.AbsoluteUri;
        return answer.Status == 200
            && Encoding.UTF8.GetString(answer.Message!.Body.Span).Contains(ControlNames.Version, StringComparison.Ordinal)
            ? ProbeOutcome.Yes($"The control port {name} speaks {ControlNames.Version}.")
            : ProbeOutcome.No($"{answer.Says} by the control port {name}, which does not speak {ControlNames.Version}.");
    }
}
