using System.Collections.Immutable;
using Conformance.Engine.Storage;

namespace Conformance.Engine.Devices;

/// <summary>A folder as a device is told of it.</summary>
/// <param name="Parent">Id of the folder around it; 0 at the top of the mailbox.</param>
public readonly record struct KnownFolder(long Id, long Parent, string Name, string ContentClass)
{
    public static KnownFolder Of(Resource folder, Resource mailbox) =>
        new(folder.Id, folder.Parent is { } around && around != mailbox ? around.Id : 0, folder.Name, folder.ContentClass);
}

/// <summary>What differs between two hierarchies; each list in the order of ids.</summary>
public sealed record HierarchyChanges(
    ImmutableArray<KnownFolder> Updated, ImmutableArray<long> Deleted, ImmutableArray<KnownFolder> Added)
{
    public int Count => Updated.Length + Deleted.Length + Added.Length;
}

/// <summary>The folders of a mailbox, as they are or as a device knows them.</summary>
public sealed class Hierarchy
{
    public static readonly Hierarchy Empty = new([]);

    readonly ImmutableSortedDictionary<long, KnownFolder> folders;

    Hierarchy(IEnumerable<KnownFolder> folders) => this.folders = folders.ToImmutableSortedDictionary(folder => folder.Id, folder => folder);

    public IEnumerable<KnownFolder> Folders => folders.Values;

    public bool Contains(long id) => folders.ContainsKey(id);

    /// <summary>As it is now. Callers hold the world's lock.</summary>
    public static Hierarchy Of(Resource mailbox) => new(Below(mailbox, 0));

    /// <summary>What a client that knows another hierarchy has to be told.</summary>
    public HierarchyChanges Since(Hierarchy known) => new(
        [.. folders.Values.Where(folder => known.folders.TryGetValue(folder.Id, out var before) && before != folder)],
        [.. known.folders.Keys.Where(id => !Contains(id))],
        [.. folders.Values.Where(folder => !known.Contains(folder.Id))]);

    /// <summary>The same with one folder more, or in another form.</summary>
    public Hierarchy With(KnownFolder folder) => new(folders.SetItem(folder.Id, folder).Values);

    /// <summary>The same without a folder and what is below it.</summary>
    public Hierarchy Without(long id)
    {
        var gone = new HashSet<long> { id };
        while (folders.Values.Any(folder => gone.Contains(folder.Parent) && gone.Add(folder.Id)))
        {
        }
        return new Hierarchy(folders.Values.Where(folder => !gone.Contains(folder.Id)));
    }

    static IEnumerable<KnownFolder> Below(Resource around, long id) => around.Members.Where(member => member.IsFolder)
        .SelectMany(folder => Below(folder, folder.Id).Prepend(new KnownFolder(folder.Id, id, folder.Name, folder.ContentClass)));
}
