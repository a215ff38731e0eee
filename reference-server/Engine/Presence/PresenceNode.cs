using Conformance.Engine.Storage;

namespace Conformance.Engine.Presence;

/// <summary>What presence knows of one name: properties, the state with its views, and who may do what.</summary>
/// <remarks>Not thread-safe: callers hold the world's lock.</remarks>
public sealed class PresenceNode
{
    readonly Dictionary<int, View> views = [];
    readonly Dictionary<PropertyName, string> properties = [];

    internal PresenceNode(long id, Principal name)
    {
        (Id, Name) = (id, name);
        Access = new NodeAccess(name);
    }

    /// <summary>Below zero, where no resource of the store has its id; what subscriptions watch.</summary>
    public long Id { get; }

    public Principal Name { get; }

    public NodeAccess Access { get; }

    /// <summary>All but the state.</summary>
    public IReadOnlyDictionary<PropertyName, string> Properties => properties;

    public IReadOnlyCollection<View> Views => views.Values;

    /// <summary>The state while no client says anything.</summary>
    public string Resting { get; internal set; } = States.Offline;

    public View? Find(int view) => views.GetValueOrDefault(view);

    /// <returns>False when it had this value.</returns>
    internal bool Set(PropertyName name, string value)
    {
        var isNew = properties.GetValueOrDefault(name) != value;
        properties[name] = value;
        return isNew;
    }

    internal void Add(View view) => views[view.Id] = view;

    internal void Remove(View view) => views.Remove(view.Id);
}
