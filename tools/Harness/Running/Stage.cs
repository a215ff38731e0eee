using System.Collections.Immutable;
using Conformance.Harness.Targets;

namespace Conformance.Harness.Running;

/// <summary>Lets time pass where a case plays. Nothing else moves a controlled clock.</summary>
public interface IStageClock
{
    /// <summary>True when the harness moves the clock; false when it has to wait.</summary>
    bool IsControlled { get; }

    /// <summary>Time since the case began, on this clock.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Lets time pass. On a controlled clock it returns when the target is quiet again.</summary>
    ValueTask PassAsync(TimeSpan span, CancellationToken cancel);

    /// <summary>
    /// Returns when each named held request has been registered by the target or answered, so that time may move.
    /// On the real clock there is nothing to ask; time that passes is all there is.
    /// </summary>
    /// <returns>The names that have been answered.</returns>
    ValueTask<IReadOnlyCollection<string>> SettleAsync(IReadOnlyCollection<string> held, CancellationToken cancel);

    /// <summary>Returns when the target has noticed that a held request was hung up. On the real clock there is nothing to ask.</summary>
    ValueTask NoticeAsync(string hungUp, CancellationToken cancel) => ValueTask.CompletedTask;
}

/// <summary>Where one case plays: a world of its own on a server with a control port, else a folder of its own on a shared target.</summary>
public interface IStage : ILobby
{
    Target Target { get; }

    IStageClock Clock { get; }

    /// <summary>The control port of this world, or null.</summary>
    IWorldControl? World { get; }

    /// <summary>Folder in which the case makes its own, with a final slash; it exists where a set-up of the file works in it.</summary>
    string WorkFolder { get; }

    /// <summary>The id of one more ActiveSync device; null when the target has no further one.</summary>
    /// <param name="number">How many the case has asked for, this one included.</param>
    string? NextDevice(int number);

    /// <summary>True when what the case made vanishes with the stage, so that nothing must be undone by hand.</summary>
    bool IsDisposable { get; }
}

/// <summary>What a set-up or stimulus may ask of the control port.</summary>
public interface IWorldControl
{
    ValueTask<string> DeliverAsync(string folder, string subject, string body, CancellationToken cancel);

    ValueTask SetAccessAsync(string path, string user, bool read, bool write, CancellationToken cancel);

    ValueTask RestartAsync(CancellationToken cancel);

    /// <param name="action">lose, double, delay or unsolicited: what becomes of the next datagram.</param>
    ValueTask MeetDatagramAsync(string action, TimeSpan delay, CancellationToken cancel);

    /// <summary>Sets an upper bound of the server by the name it has there.</summary>
    ValueTask SetLimitAsync(string name, long value, CancellationToken cancel);

    /// <summary>Does to devices what an administrator can, by the action's name; to those of one user where it concerns one.</summary>
    ValueTask RuleDevicesAsync(string action, string? user, CancellationToken cancel);

    /// <summary>Tells the server where the presence service of another logical host is reached.</summary>
    /// <param name="at"><c>address:port</c>.</param>
    ValueTask SetRouteAsync(string host, string at, CancellationToken cancel);
}

/// <summary>Hands out stages, as many at once as the target can take.</summary>
public interface IStageHost : IAsyncDisposable
{
    /// <summary>How many cases may play at once.</summary>
    int Capacity { get; }

    /// <summary>How long one case may wait in all; null where clocks are moved and waiting costs nothing.</summary>
    TimeSpan? MaxWait => null;

    /// <summary>How many requests the target can hold open at once.</summary>
    int HeldMax => int.MaxValue;

    /// <summary>True when cases use the same device ids, one after the other.</summary>
    bool SharesDevices => false;

    /// <summary>Ids of the ActiveSync devices that cases have used so far.</summary>
    ICollection<string> Devices => [];

    /// <summary>A place to ask the target what it can do, without a folder of its own; opened before any case.</summary>
    ValueTask<ILobby> LobbyAsync(CancellationToken cancel);

    /// <summary>Opens the stage for one case.</summary>
    /// <param name="slot">
    /// Below <see cref="Capacity"/>, in use by one case at a time; a case that waits on a real clock lends it to the next.
    /// </param>
    /// <param name="run">Which row and repetition of the file, from 0.</param>
    /// <param name="needsFolder">Whether the case works in a folder of its own; without need none is made.</param>
    ValueTask<IStage> OpenAsync(int slot, string scenario, int run, bool needsFolder, CancellationToken cancel);
}

/// <summary>A way to the target; its connections may outlive it.</summary>
public interface ILobby : IAsyncDisposable
{
    ITransport Transport { get; }
}
