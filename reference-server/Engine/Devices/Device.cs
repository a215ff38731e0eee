using System.Collections.Immutable;

namespace Conformance.Engine.Devices;

/// <summary>A folder that a device asks to be told about.</summary>
/// <param name="Id">As the client wrote it; answers repeat it.</param>
public readonly record struct WatchedFolder(string Id, string Class);

/// <summary>A partnership: what the server remembers of one device of one account.</summary>
/// <remarks>Not thread-safe: callers hold the world's lock. It outlives a restart of the server, except for <see cref="Ping"/>.</remarks>
public sealed class Device(string owner, string id)
{
    readonly Dictionary<long, Keyed<long>> folders = [];

    public string Owner { get; } = owner;

    public string Id { get; } = id;

    /// <summary>The folders that it was told of.</summary>
    public Keyed<Hierarchy> Hierarchy { get; } = new();

    /// <summary>The policy it was told of last; 0 before the first.</summary>
    public uint PolicyKey { get; set; }

    /// <summary>How long its last accepted Ping was to wait; the next may leave it out. Null before the first.</summary>
    public int? HeartbeatSeconds { get; set; }

    /// <summary>What its last accepted Ping watched; the next may leave it out. Default before the first.</summary>
    public ImmutableArray<WatchedFolder> Watched { get; set; }

    /// <summary>The one that is waiting; null when none is.</summary>
    public LivePing? Ping { get; set; }

    /// <summary>How far each folder was told: the number of the log up to which it was.</summary>
    public Keyed<long> Folder(long id) => folders.TryGetValue(id, out var known) ? known : folders[id] = new Keyed<long>();

    /// <summary>The same, for a folder that the device has begun to synchronize; else null.</summary>
    public Keyed<long>? Synchronized(long id) => folders.TryGetValue(id, out var known) && known.HasBegun ? known : null;
}

/// <summary>A Ping that waits. A newer one of the same device ends it.</summary>
public sealed class LivePing : IDisposable
{
    readonly CancellationTokenSource superseded = new();

    public bool IsSuperseded => superseded.IsCancellationRequested;

    public CancellationToken Superseded => superseded.Token;

    public void Supersede() => superseded.Cancel();

    public void Dispose() => superseded.Dispose();
}
