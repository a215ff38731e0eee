using System.Collections.Immutable;
using Conformance.Engine.Searching;
using Conformance.Engine.Storage;

namespace Conformance.Engine.Replicating;

/// <summary>A view of folders, read as what has changed in it. Callers hold the world's lock.</summary>
/// <remarks>
/// Costs what changed: the changes of a folder come from its part of the log, never from its members. Below a whole tree
/// they come from the log of the store. Only a client older than the log makes the server look at everything.
/// Source: Exchange SDK, "Manifest of a Collection", "changetype".
/// </remarks>
/// <param name="mayRead">What it denies is not in the view, nor is anything below it.</param>
public sealed class Manifest(World world, Search search, Query query, Func<Resource, bool> mayRead)
{
    /// <summary>What a client has not been told yet, in an order in which it can be carried out; null when that is not known any more.</summary>
    public IReadOnlyList<ManifestRow>? Since(Knowledge known)
    {
        var ahead = known.Ahead.ToHashSet();
        if (known.Through >= world.Log.First - 1 && known != Knowledge.Nothing)
            return ManifestOrder.Of(search, query, FromLog(known, ahead));
        return known.Given.IsExact ? ManifestOrder.Of(search, query, FromStore(known, ahead)) : null;
    }

    /// <summary>What the client knows once it has taken in some of the rows.</summary>
    public Knowledge After(Knowledge known, IReadOnlyList<ManifestRow> rows, IReadOnlyCollection<ManifestRow> told)
    {
        var toldIds = told.Select(row => row.Id).ToHashSet();
        var through = rows.Where(row => !toldIds.Contains(row.Id)).Select(row => row.Number - 1).DefaultIfEmpty(world.Log.Last).Min();
        var given = known.Given.With(
            told.Where(row => row.Kind != RowKind.Gone).Select(row => row.Id),
            told.Where(row => row.Kind == RowKind.Gone).Select(row => row.Id));
        var ahead = known.Ahead.Concat(told.Select(row => (row.Id, row.Number))).Where(pair => pair.Item2 > through).Distinct();
        return new Knowledge(through, given.Within(world.Limits.GivenRunsMax), [.. ahead.Order()]);
    }

    IEnumerable<ManifestRow> FromLog(Knowledge known, HashSet<(long, long)> ahead)
    {
        var candidates = new Dictionary<long, long>();
        foreach (var scope in query.Scopes)
            foreach (var change in ChangesOf(scope, known.Through))
            {
                candidates[change.Resource] = Math.Max(change.Number, candidates.GetValueOrDefault(change.Resource));
                if (change.Kind == ChangeKind.Moved && scope.Reach != Reach.Members && world.Store.Find(change.Resource) is { } moved)
                    AddTree(moved, change.Number, candidates);
            }
        foreach (var (id, number) in candidates)
        {
            var resource = world.Store.Find(id);
            if (ahead.Contains((id, number)))
                continue;
            if (resource is not null && IsInView(resource))
                yield return new ManifestRow(id, resource, known.Given.Contains(id) ? RowKind.Changed : RowKind.Added, number);
            else if (known.Given.Contains(id))
                yield return new ManifestRow(id, resource, RowKind.Gone, number);
        }
    }

    IEnumerable<Change> ChangesOf(SearchScope scope, long after) => scope.Reach == Reach.Members
        ? world.Log.After(scope.Folder.Id, after)
        : world.Log.After(after);

    /// <summary>The log has an entry for the folder that was moved, and none for what went along.</summary>
    static void AddTree(Resource folder, long number, Dictionary<long, long> candidates)
    {
        var open = new Stack<Resource>(folder.Members);
        while (open.TryPop(out var next))
        {
            candidates[next.Id] = Math.Max(number, candidates.GetValueOrDefault(next.Id));
            foreach (var member in next.Members)
                open.Push(member);
        }
    }

    IEnumerable<ManifestRow> FromStore(Knowledge known, HashSet<(long, long)> ahead)
    {
        var view = search.Find(query with { Order = [] });
        foreach (var resource in view)
            if (NumberOf(resource) is var number && number > known.Through && !ahead.Contains((resource.Id, number)))
                yield return new ManifestRow(
                    resource.Id, resource, known.Given.Contains(resource.Id) ? RowKind.Changed : RowKind.Added, number);
        if (known.Given.Runs.IsEmpty)
            yield break;
        // When they went is not known any more: the number keeps them from being passed over until they have been told.
        var ids = view.Select(resource => resource.Id).ToHashSet();
        foreach (var (first, last) in known.Given.Runs)
            for (var id = first; id <= last; id++)
                if (!ids.Contains(id))
                    yield return new ManifestRow(id, world.Store.Find(id), RowKind.Gone, known.Through + 1);
    }

    bool IsInView(Resource resource) =>
        query.Scopes.Any(scope => Scopes.Holds(scope, resource) && IsOpen(resource, scope.Folder))
        && (query.Where is null || search.Matches(query.Where, resource));

    bool IsOpen(Resource resource, Resource folder)
    {
        for (var at = resource; at is not null && at != folder; at = at.Parent)
            if (!mayRead(at))
                return false;
        return true;
    }

    /// <summary>The last change of a resource, where a move of a folder counts for all that went along.</summary>
    long NumberOf(Resource resource)
    {
        var number = resource.ChangeNumber;
        foreach (var scope in query.Scopes)
            if (scope.Reach != Reach.Members && Scopes.Holds(scope, resource))
                for (var at = resource.Parent; at is not null && at != scope.Folder; at = at.Parent)
                    number = Math.Max(number, at.PlacedNumber);
        return number;
    }
}
