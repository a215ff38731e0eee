namespace Conformance.Engine.Storage;

/// <summary>The tree of folders and items. Each write is one or more entries of the change log.</summary>
/// <remarks>
/// Not thread-safe: callers hold the world's lock. It judges no rights and no preconditions of a protocol; what it is
/// asked to do must be possible (a free name, a folder as parent), else it throws <see cref="InvalidOperationException"/>.
/// </remarks>
public sealed class Store
{
    readonly Counters counters;
    readonly ChangeLog log;
    readonly TimeProvider clock;
    readonly Action<Change> changed;
    readonly Dictionary<long, Resource> byId = [];

    /// <param name="changed">Told of each change after the tree shows it.</param>
    public Store(Counters counters, ChangeLog log, TimeProvider clock, Action<Change> changed)
    {
        this.counters = counters;
        this.log = log;
        this.clock = clock;
        this.changed = changed;
        Root = new Resource(counters.NextResource(), null, "", true, ContentClasses.Folder, clock.GetUtcNow());
        byId.Add(Root.Id, Root);
    }

    public Resource Root { get; }

    public int Count => byId.Count;

    public IEnumerable<Resource> All => byId.Values;

    public Resource? Find(long id) => byId.GetValueOrDefault(id);

    /// <summary>The resource at a decoded path; empty segments (a final slash) do not count.</summary>
    public Resource? Find(ReadOnlySpan<char> path)
    {
        var at = Root;
        foreach (var segment in path.Split('/'))
        {
            var name = path[segment];
            if (name.IsEmpty)
                continue;
            if (at.Member(name) is not { } member)
                return null;
            at = member;
        }
        return at;
    }

    /// <summary>Makes a folder or an item.</summary>
    public Resource Create(Resource parent, string name, bool isFolder, string contentClass,
        byte[]? body = null, string? contentType = null, ChangeKind kind = ChangeKind.Created,
        IEnumerable<KeyValuePair<PropertyName, PropertyValue>>? properties = null)
    {
        var resource = Place(parent, name, isFolder, contentClass);
        resource.Body = body ?? [];
        resource.ContentType = contentType ?? resource.ContentType;
        foreach (var (property, value) in properties ?? [])
            resource.PropertyTable[property] = value;
        Record(resource, 0, parent.Id, kind);
        return resource;
    }

    /// <summary>Replaces the body of an item.</summary>
    public void Write(Resource item, byte[] body, string? contentType)
    {
        item.Body = body;
        item.ContentType = contentType ?? item.ContentType;
        Touch(item, ChangeKind.Content);
    }

    /// <summary>Sets and removes properties in one change; a null value removes.</summary>
    public void SetProperties(Resource resource, IEnumerable<KeyValuePair<PropertyName, PropertyValue?>> values)
    {
        foreach (var (name, value) in values)
            if (value is null)
                resource.PropertyTable.Remove(name);
            else
                resource.PropertyTable[name] = value;
        Touch(resource, ChangeKind.Properties);
    }

    /// <summary>Sets the read flag; the modified time stays.</summary>
    public void MarkRead(Resource item, bool read)
    {
        item.IsRead = read;
        Record(item, ParentId(item), ParentId(item), ChangeKind.ReadFlag);
    }

    /// <summary>Gives a resource, with all below it, another folder or name. Ids stay.</summary>
    public void Move(Resource resource, Resource parent, string name)
    {
        var before = resource.Parent ?? throw new InvalidOperationException("The root cannot move.");
        if (resource.Holds(parent))
            throw new InvalidOperationException($"{resource.Path} cannot move into itself.");
        if (parent.Member(name) is { } other && other != resource)
            throw new InvalidOperationException($"{parent.Path} already has a member {name}.");
        before.Detach(resource);
        resource.Name = name;
        resource.Parent = parent;
        parent.Attach(resource);
        Record(resource, before.Id, parent.Id, ChangeKind.Moved);
    }

    /// <summary>Makes a resource like another in a folder, with those below it that <paramref name="include"/> names.</summary>
    public Resource Copy(Resource source, Resource parent, string name, Func<Resource, bool> include)
    {
        var copy = Place(parent, name, source.IsFolder, source.ContentClass);
        copy.Body = source.Body;
        copy.ContentType = source.ContentType;
        copy.IsRead = source.IsRead;
        foreach (var (key, value) in source.Properties)
            copy.PropertyTable[key] = value;
        Record(copy, 0, parent.Id, ChangeKind.CopiedIn);
        foreach (var member in source.Members.ToArray())
            if (member != copy && include(member))
                Copy(member, copy, member.Name, include);
        return copy;
    }

    /// <summary>Removes a resource and all below it, members first.</summary>
    public void Delete(Resource resource)
    {
        var parent = resource.Parent ?? throw new InvalidOperationException("The root cannot be deleted.");
        foreach (var member in resource.Members.ToArray())
            Delete(member);
        parent.Detach(resource);
        byId.Remove(resource.Id);
        Record(resource, parent.Id, 0, ChangeKind.Deleted);
        resource.Parent = null;
    }

    static long ParentId(Resource resource) => resource.Parent?.Id ?? 0;

    Resource Place(Resource parent, string name, bool isFolder, string contentClass)
    {
        if (!parent.IsFolder)
            throw new InvalidOperationException($"{parent.Path} is no folder.");
        if (parent.Member(name) is not null)
            throw new InvalidOperationException($"{parent.Path} already has a member {name}.");
        var resource = new Resource(counters.NextResource(), parent, name, isFolder, contentClass, clock.GetUtcNow());
        parent.Attach(resource);
        byId.Add(resource.Id, resource);
        return resource;
    }

    void Touch(Resource resource, ChangeKind kind)
    {
        resource.ModifiedAt = clock.GetUtcNow();
        Record(resource, ParentId(resource), ParentId(resource), kind);
    }

    void Record(Resource resource, long before, long after, ChangeKind kind)
    {
        var change = log.Append(resource, before, after, kind);
        resource.ChangeNumber = change.Number;
        if (before != after || kind == ChangeKind.Moved)
            resource.PlacedNumber = change.Number;
        foreach (var folder in (ReadOnlySpan<long>)[before, after])
            if (byId.TryGetValue(folder, out var around))
                around.MembersChangeNumber = change.Number;
        changed(change);
    }
}
