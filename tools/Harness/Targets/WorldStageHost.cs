using System.Collections.Immutable;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Targets;

/// <summary>Stages on a server with a control port: each slot leases a world and resets it for each case.</summary>
/// <remarks>
/// Requests name the target's own host whatever port a world listens on, so that two runs, and two slots, read the
/// same byte for byte.
/// </remarks>
public sealed class WorldStageHost : IStageHost
{
    readonly ControlClient control;
    readonly Target target;
    readonly WorldOptions options;
    readonly Slot?[] slots;
    readonly DevicePool devices;

    WorldStageHost(ControlClient control, Target target, WorldOptions options, int capacity)
    {
        this.control = control;
        this.target = target;
        this.options = options;
        slots = new Slot?[capacity];
        devices = new DevicePool(target.Devices, null);
    }

    public int Capacity => slots.Length;

    public ICollection<string> Devices => devices.Given;

    /// <exception cref="ControlException">There is no control port at the target's address, or it speaks another protocol.</exception>
    public static async Task<WorldStageHost> OpenAsync(Target target, WorldOptions options, CancellationToken cancel)
    {
        var control = new ControlClient(target.Control ?? throw new ControlException("the target names no control port"));
        var world = options with { Profile = options.Profile ?? target.Profile.ToString().ToLowerInvariant() };
        return new WorldStageHost(control, target, world, await control.CountWorldsAsync(cancel));
    }

    /// <summary>What a server can do is asked of it without seeded faults: those are for the scenarios to find.</summary>
    public async ValueTask<ILobby> LobbyAsync(CancellationToken cancel)
    {
        var stage = await OpenAsync(0, ProbeChannel.Scenario, 0, needsFolder: false, cancel);
        if (!options.Faults.IsDefaultOrEmpty)
            await control.ResetAsync(slots[0]!.World.Number, options with { Faults = [] }, cancel);
        return stage;
    }

    public async ValueTask<IStage> OpenAsync(int slot, string scenario, int run, bool needsFolder, CancellationToken cancel)
    {
        if (slots[slot] is not { } open)
        {
            var world = await control.LeaseAsync(options, cancel);
            open = slots[slot] = new Slot(world, new SocketTransport(target, Endpoint.Of(world.Url, TargetTls.Of(target))));
        }
        else
            await control.ResetAsync(open.World.Number, options, cancel);
        return new Stage(target, open, control, devices);
    }

    public async ValueTask DisposeAsync()
    {
        ControlException? first = null;
        foreach (var slot in slots.OfType<Slot>())
        {
            await slot.Transport.DisposeAsync();
            try
            {
                await control.HandBackAsync(slot.World.Number, CancellationToken.None);
            }
            catch (ControlException refusal)
            {
                // The other worlds are handed back all the same.
                first ??= refusal;
            }
        }
        control.Dispose();
        if (first is not null)
            throw first;
    }

    sealed record Slot(LeasedWorld World, SocketTransport Transport);

    sealed class Stage(Target target, Slot slot, ControlClient control, DevicePool devices) : IStage, IWorldControl
    {
        public Target Target => target;

        public ITransport Transport => slot.Transport;

        public IStageClock Clock { get; } = new WorldClock(control, slot.World.Number);

        public IWorldControl? World => this;

        public string WorkFolder => target.Roots.Notification;

        public string? NextDevice(int number) => devices.Next(number);

        public bool IsDisposable => true;

        public async ValueTask<string> DeliverAsync(string folder, string subject, string body, CancellationToken cancel) =>
            await control.DeliverAsync(slot.World.Number, folder, subject, body, cancel);

        public async ValueTask SetAccessAsync(string path, string user, bool read, bool write, CancellationToken cancel) =>
            await control.SetAccessAsync(slot.World.Number, path, user, read, write, cancel);

        public async ValueTask RestartAsync(CancellationToken cancel) => await control.RestartAsync(slot.World.Number, cancel);

        public async ValueTask SetLimitAsync(string name, long value, CancellationToken cancel) =>
            await control.SetLimitAsync(slot.World.Number, name, value, cancel);

        public async ValueTask RuleDevicesAsync(string action, string? user, CancellationToken cancel) =>
            await control.RuleDevicesAsync(slot.World.Number, action, user, cancel);

        public async ValueTask SetRouteAsync(string host, string at, CancellationToken cancel) =>
            await control.SetRouteAsync(slot.World.Number, host, at, cancel);

        public async ValueTask MeetDatagramAsync(string action, TimeSpan delay, CancellationToken cancel) =>
            await control.MeetDatagramAsync(slot.World.Number, action, delay, cancel);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
