using Conformance.Engine.Searching;
using Conformance.Engine.Storage;

namespace Conformance.Engine.Replicating;

/// <summary>Puts the rows of a manifest in an order in which a client can carry them out.</summary>
/// <remarks>
/// As it happened, except that a folder goes before what is new in it, also when it was changed later. The log has what is
/// in a folder gone before the folder. Where the query asks for an order, what is gone stands before it.
/// Source: Exchange SDK, "Manifest of a Collection".
/// </remarks>
static class ManifestOrder
{
    public static IReadOnlyList<ManifestRow> Of(Search search, Query query, IEnumerable<ManifestRow> rows)
    {
        var ordered = rows.OrderBy(row => row.Number)
            .ThenBy(row => row.Kind == RowKind.Gone ? -DepthOf(row) : DepthOf(row))
            .ThenBy(row => row.Id).ToList();
        if (!query.Order.IsEmpty)
            return Sorted(search, query, ordered);
        return query.Scopes.All(scope => scope.Reach == Reach.Members) ? ordered : FoldersFirst(ordered);
    }

    static List<ManifestRow> Sorted(Search search, Query query, List<ManifestRow> rows)
    {
        var byResource = rows.Where(row => row.Kind != RowKind.Gone).ToDictionary(row => row.Resource!);
        var sorted = search.Sorted([.. byResource.Keys], query.Order).Select(resource => byResource[resource]);
        return [.. rows.Where(row => row.Kind == RowKind.Gone), .. sorted];
    }

    static List<ManifestRow> FoldersFirst(List<ManifestRow> rows)
    {
        var waiting = rows.Where(row => row.Kind != RowKind.Gone).ToDictionary(row => row.Id);
        var ordered = new List<ManifestRow>(rows.Count);
        var around = new Stack<ManifestRow>();
        foreach (var row in rows)
        {
            if (row.Kind == RowKind.Gone)
            {
                ordered.Add(row);
                continue;
            }
            for (var at = row.Resource; at is not null; at = at.Parent)
                if (waiting.Remove(at.Id, out var folder))
                    around.Push(folder);
            while (around.TryPop(out var next))
                ordered.Add(next);
        }
        return ordered;
    }

    static int DepthOf(ManifestRow row)
    {
        var depth = 0;
        for (var at = row.Resource; at is not null; at = at.Parent)
            depth++;
        return depth;
    }
}
