using System.Text;

namespace Conformance.Engine.Storage;

/// <summary>One thing in the store: a folder or an item. Its id is its identity, its name only a way to reach it.</summary>
/// <remarks>Owned by one <see cref="Store"/>, which alone changes it, under the world's lock.</remarks>
public sealed class Resource
{
    static readonly Dictionary<string, Resource> none = [];
    static readonly Dictionary<PropertyName, PropertyValue> noProperties = [];
    Dictionary<string, Resource>? members;
    Dictionary<PropertyName, PropertyValue>? properties;

    internal Resource(long id, Resource? parent, string name, bool isFolder, string contentClass, DateTimeOffset now)
    {
        Id = id;
        Parent = parent;
        Name = name;
        IsFolder = isFolder;
        ContentClass = contentClass;
        CreatedAt = ModifiedAt = now;
    }

    /// <summary>From the world's counter, 1 upwards, never reused.</summary>
    public long Id { get; }

    /// <summary>The folder it lies in; null for the root and for what was deleted.</summary>
    public Resource? Parent { get; internal set; }

    /// <summary>As it was given; compared ordinal and case-blind.</summary>
    public string Name { get; internal set; }

    public bool IsFolder { get; }

    /// <summary>What kind of thing it is, as <c>urn:content-classes:message</c> or <c>urn:content-classes:mailfolder</c>.</summary>
    public string ContentClass { get; internal set; }

    public byte[] Body { get; internal set; } = [];

    public string ContentType { get; internal set; } = "application/octet-stream";

    public DateTimeOffset CreatedAt { get; }

    /// <summary>The last change of body or properties; a change of the read flag does not count.</summary>
    public DateTimeOffset ModifiedAt { get; internal set; }

    /// <summary>The number of the last change in the log that names this resource.</summary>
    public long ChangeNumber { get; internal set; }

    /// <summary>The number of the change that put it where it lies.</summary>
    public long PlacedNumber { get; internal set; }

    /// <summary>Of a folder: the number of the last change in the log that came to it, left it, or touched a member.</summary>
    public long MembersChangeNumber { get; internal set; }

    public bool IsRead { get; internal set; }

    public IReadOnlyDictionary<PropertyName, PropertyValue> Properties => properties ?? noProperties;

    public IReadOnlyCollection<Resource> Members => (members ?? none).Values;

    /// <summary>Decoded path from the root, without a final slash; <c>/</c> for the root itself.</summary>
    public string Path
    {
        get
        {
            if (Parent is null)
                return "/";
            var path = new StringBuilder();
            for (var at = this; at.Parent is not null; at = at.Parent)
                path.Insert(0, at.Name).Insert(0, '/');
            return path.ToString();
        }
    }

    /// <summary>Whether a decoded path names this resource, as <see cref="Path"/> tells it; case does not count.</summary>
    /// <remarks>The same as to find the path and meet this resource, for the price of comparing its names.</remarks>
    public bool IsAt(ReadOnlySpan<char> path)
    {
        if (Parent is null)
            return path is "/";
        for (var at = this; at.Parent is not null; at = at.Parent)
        {
            if (!path.EndsWith(at.Name, StringComparison.OrdinalIgnoreCase))
                return false;
            path = path[..^at.Name.Length];
            if (path is not [.., '/'])
                return false;
            path = path[..^1];
        }
        return path.IsEmpty;
    }

    internal Dictionary<PropertyName, PropertyValue> PropertyTable => properties ??= [];

    public Resource? Member(ReadOnlySpan<char> name) =>
        members is not null
        && members.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var member) ? member : null;

    /// <summary>True for the resource itself and for everything below it.</summary>
    public bool Holds(Resource other)
    {
        for (var at = other; at is not null; at = at.Parent)
            if (at == this)
                return true;
        return false;
    }

    internal void Attach(Resource member) =>
        (members ??= new Dictionary<string, Resource>(StringComparer.OrdinalIgnoreCase)).Add(member.Name, member);

    internal void Detach(Resource member) => members?.Remove(member.Name);
}
