using System.Diagnostics.CodeAnalysis;

namespace Conformance.Engine.Subscriptions;

/// <summary>The live subscriptions of a world, found by id and by the resource they watch.</summary>
/// <remarks>Not thread-safe: callers hold the world's lock.</remarks>
public sealed class SubscriptionTable
{
    static readonly List<Subscription> none = [];
    readonly Dictionary<int, Subscription> byId = [];
    readonly Dictionary<long, List<Subscription>> byTarget = [];

    public int Count => byId.Count;

    public IEnumerable<Subscription> All => byId.Values;

    public bool TryFind(ulong id, [NotNullWhen(true)] out Subscription? subscription)
    {
        subscription = null;
        return id <= int.MaxValue && byId.TryGetValue((int)id, out subscription);
    }

    public IReadOnlyList<Subscription> Watching(long resource) => byTarget.GetValueOrDefault(resource) ?? none;

    public int CountOf(string owner) => byId.Values.Count(s => s.Owner == owner);

    public void Add(Subscription subscription)
    {
        byId.Add(subscription.Id, subscription);
        if (!byTarget.TryGetValue(subscription.Target, out var watchers))
            byTarget.Add(subscription.Target, watchers = []);
        watchers.Add(subscription);
    }

    public void Remove(Subscription subscription)
    {
        if (!byId.Remove(subscription.Id) || !byTarget.TryGetValue(subscription.Target, out var watchers))
            return;
        watchers.Remove(subscription);
        if (watchers.Count == 0)
            byTarget.Remove(subscription.Target);
    }

    public void Clear()
    {
        byId.Clear();
        byTarget.Clear();
    }
}
