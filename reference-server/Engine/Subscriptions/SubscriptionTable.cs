using System.Diagnostics.CodeAnalysis;

namespace Conformance.Engine.Subscriptions;

/// <summary>The live subscriptions of a world, found by id and by the resource they watch.</summary>
/// <remarks>Not thread-safe: callers hold the world's lock.</remarks>
public sealed class SubscriptionTable
{
    /// <summary>Room for so many is kept, however few there are.</summary>
    const int SpareMax = 1024;

    static readonly List<Subscription> none = [];
    readonly Dictionary<int, Subscription> byId = [];
    readonly Dictionary<long, List<Subscription>> byTarget = [];
    readonly Tally ofOwner = new();
    readonly Tally ofHost = new();

    /// <summary>Told of each subscription that comes in, after it has come.</summary>
    public Action<Subscription> Joined { get; set; } = _ => { };

    /// <summary>Told of each subscription that leaves, after it has left.</summary>
    public Action<Subscription> Left { get; set; } = _ => { };

    public int Count => byId.Count;

    public IEnumerable<Subscription> All => byId.Values;

    public bool TryFind(ulong id, [NotNullWhen(true)] out Subscription? subscription)
    {
        subscription = null;
        return id <= int.MaxValue && byId.TryGetValue((int)id, out subscription);
    }

    public IReadOnlyList<Subscription> Watching(long resource) => byTarget.GetValueOrDefault(resource) ?? none;

    public int CountOf(string owner) => ofOwner[owner];

    /// <summary>How many have their call-back at a host.</summary>
    public int CountAt(string host) => ofHost[host];

    public void Add(Subscription subscription)
    {
        byId.Add(subscription.Id, subscription);
        if (!byTarget.TryGetValue(subscription.Target, out var watchers))
            byTarget.Add(subscription.Target, watchers = []);
        subscription.Seat = watchers.Count;
        watchers.Add(subscription);
        ofOwner.Add(subscription.Owner, 1);
        if (subscription.CallBack is { } callBack)
            ofHost.Add(callBack.Host, 1);
        Joined(subscription);
    }

    public void Remove(Subscription subscription)
    {
        if (!byId.TryGetValue(subscription.Id, out var there) || there != subscription)
            return;
        byId.Remove(subscription.Id);
        if (byId.Capacity > SpareMax && byId.Count < byId.Capacity / 4)
            byId.TrimExcess(byId.Capacity / 2);
        LeaveSeat(subscription);
        ofOwner.Add(subscription.Owner, -1);
        if (subscription.CallBack is { } callBack)
            ofHost.Add(callBack.Host, -1);
        Left(subscription);
    }

    internal void Clear()
    {
        byId.Clear();
        byTarget.Clear();
        ofOwner.Clear();
        ofHost.Clear();
    }

    /// <summary>The last one takes the free seat, so that leaving costs the same however many watch.</summary>
    void LeaveSeat(Subscription subscription)
    {
        var watchers = byTarget[subscription.Target];
        var last = watchers[^1];
        watchers[subscription.Seat] = last;
        last.Seat = subscription.Seat;
        watchers.RemoveAt(watchers.Count - 1);
        if (watchers.Count == 0)
            byTarget.Remove(subscription.Target);
    }

    /// <summary>Counts by name; a name that counts nothing takes no room.</summary>
    sealed class Tally
    {
        readonly Dictionary<string, int> counts = [];

        public int this[string name] => counts.GetValueOrDefault(name);

        public void Add(string name, int more)
        {
            if ((counts[name] = this[name] + more) == 0)
                counts.Remove(name);
        }

        public void Clear() => counts.Clear();
    }
}
