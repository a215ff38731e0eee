namespace Conformance.Engine.Replicating;

/// <summary>The texts of queries that clients were given knowledge of, so that a client may come back without its text.</summary>
/// <remarks>
/// Bounded; the oldest goes, and long ones are not kept: then a client has to say its query again.
/// Not thread-safe: callers hold the world's lock.
/// </remarks>
public sealed class BoundQueries
{
    readonly Dictionary<string, string> texts = [];
    readonly Queue<string> order = [];

    public string? Find(string binding) => texts.GetValueOrDefault(binding);

    public void Note(string binding, string text, Limits limits)
    {
        if (text.Length <= limits.BoundQueryCharsMax && texts.TryAdd(binding, text))
            order.Enqueue(binding);
        while (order.Count > limits.BoundQueriesMax)
            texts.Remove(order.Dequeue());
    }
}
