using System.Collections.Immutable;

namespace Conformance.Engine.Devices;

/// <summary>A folder that a device asks to be told about.</summary>
/// <param name="Id">As the client wrote it; answers repeat it.</param>
public readonly record struct WatchedFolder(string Id, string Class);

/// <summary>A partnership: what the server remembers of one device of one account.</summary>
/// <remarks>Not thread-safe: callers hold the world's lock. It outlives a restart of the server, except for <see cref="Ping"/>.</remarks>
public sealed class Device(string owner, string id)
{
    readonly Dictionary<long, Keyed<FolderView>> folders = [];
    readonly Queue<string> sent = [];

    public string Owner { get; } = owner;

    public string Id { get; } = id;

    /// <summary>The folders that it was told of.</summary>
    public Keyed<Hierarchy> Hierarchy { get; } = new();

    /// <summary>The key of the policy it was told of last; 0 before the first.</summary>
    public uint PolicyKey { get; set; }

    /// <summary>The policy that it acknowledged last, as <see cref="DeviceTable.PolicyGeneration"/> counts them.</summary>
    public int PolicyGeneration { get; set; }

    /// <summary>Its owner wants everything on it erased, and it has not said yet that it is.</summary>
    public bool IsToBeWiped { get; set; }

    /// <summary>How long its last accepted Ping was to wait; the next may leave it out. Null before the first.</summary>
    public int? HeartbeatSeconds { get; set; }

    /// <summary>What its last accepted Ping watched; the next may leave it out. Default before the first.</summary>
    public ImmutableArray<WatchedFolder> Watched { get; set; }

    /// <summary>The one that is waiting; null when none is.</summary>
    public LivePing? Ping { get; set; }

    /// <summary>What it was told of a folder.</summary>
    public Keyed<FolderView> Folder(long id) => folders.TryGetValue(id, out var known) ? known : folders[id] = new Keyed<FolderView>();

    /// <summary>The same, for a folder that the device has begun to synchronize; else null.</summary>
    public Keyed<FolderView>? Synchronized(long id) => folders.TryGetValue(id, out var known) && known.HasBegun ? known : null;

    /// <summary>Notes a mail that it sends by the name it gave it; false when it sent that one already.</summary>
    public bool Sends(string name, Limits limits)
    {
        if (sent.Contains(name))
            return false;
        sent.Enqueue(name);
        if (sent.Count > limits.SentNamesPerDeviceMax)
            sent.Dequeue();
        return true;
    }
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
