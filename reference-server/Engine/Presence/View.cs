namespace Conformance.Engine.Presence;

/// <summary>The part of a principal's state that one of its clients set. Source: RVP draft 5.5.</summary>
public sealed class View
{
    internal View(int id, PresenceNode node) => (Id, Node) = (id, node);

    /// <summary>Unique in its world, never given twice.</summary>
    public int Id { get; }

    internal PresenceNode Node { get; }

    /// <summary>Name of the state element, as <c>online</c>.</summary>
    public string Value { get; internal set; } = States.Offline;

    /// <summary>What the value turns into when the lease runs out.</summary>
    public string Default { get; set; } = States.Offline;

    /// <summary>Null for a value that holds until it is replaced.</summary>
    public int? LeaseSeconds { get; internal set; }

    /// <summary>Owned by the <see cref="StateLeases"/>.</summary>
    internal DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Grows with each time a value was set, so that the latest can be told.</summary>
    internal long SetAs { get; set; }
}

/// <summary>The states that have a meaning for the server; all others are words to it.</summary>
public static class States
{
    public const string Offline = "offline";
    public const string Online = "online";
    public const string Idle = "idle";
}

/// <summary>What a client asks for its view.</summary>
/// <param name="Default">Null for offline.</param>
/// <param name="LeaseSeconds">Null for a value without lease.</param>
/// <param name="ViewId">Null for a view that does not exist yet.</param>
public readonly record struct StateRequest(string Value, string? Default, long? LeaseSeconds, int? ViewId);

/// <summary>What became of it.</summary>
/// <param name="Status">200; 412 for a lease that is not granted or a view that is not there; 503 for too many views.</param>
/// <param name="View">The view as it now is; null when nothing was set.</param>
public readonly record struct StateOutcome(int Status, View? View);
