using Conformance.Engine.Replicating;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;

namespace Conformance.Server.Faults.Replication;

/// <summary>A manifest that goes wrong by what happened since: some changes are missed, others count double.</summary>
static class LoggedFaults
{
    public static readonly Fault[] All =
    [
        Missing("manifest.property-changes-missed", (row, kind) =>
            row.Kind == RowKind.Changed && kind == ChangeKind.Properties),
        Missing("manifest.removals-missed", (row, kind) =>
            row is { Kind: RowKind.Changed, Resource.Properties.Count: 0 } && kind == ChangeKind.Properties),
        Missing("manifest.arrivals-missed", (row, kind) => row.Kind == RowKind.Added && kind == ChangeKind.Moved),
        Missing("manifest.copies-missed", (row, kind) => row.Kind == RowKind.Added && kind == ChangeKind.CopiedIn),
        Missing("manifest.leavers-missed", (row, kind) =>
            row is { Kind: RowKind.Gone, Resource: not null } && kind != ChangeKind.Moved),
        Missing("manifest.entering-missed", (row, kind) =>
            row.Kind == RowKind.Added && kind is ChangeKind.Properties or ChangeKind.Content),
        Rows("manifest.running-second-missed", (call, _, _, rows) =>
            [.. rows.Where(row => row.Resource is null || (call.World.Now - row.Resource.ModifiedAt).TotalSeconds >= 1)]),
        Rows("manifest.each-write-is-a-row", (call, _, known, rows) =>
            [.. rows.SelectMany(row =>
                Enumerable.Repeat(row, Since(call, known).Count(change => change.Resource == row.Id)))]),
        Rows("manifest.came-and-went-twice", (call, _, known, rows) =>
            [.. rows, .. CameAndWent(call, known), .. CameAndWent(call, known)]),
        Rows("manifest.made-again-hides-the-deletion", (_, _, _, rows) =>
            [.. rows.Where(row => row.Resource is not null || rows.All(other => other.Kind != RowKind.Added))]),
        Rows("manifest.folder-changes-tell-all", (call, manifest, known, rows) =>
            PermanentUrl.Resolve(call.World.Store, call.Path) is { } folder && folder.ChangeNumber > known.Through
                ? manifest.Since(Knowledge.Nothing)!
                : rows),
        Rows("collblob.is-a-number-of-rows", (_, manifest, known, _) =>
            [.. manifest.Since(Knowledge.Nothing)!.Skip((int)known.Given.Runs.Sum(run => run.Last - run.First + 1))]),
        SearchFaults.Rule("manifest.at-most-a-hundred", rules => rules with
        {
            RowsSince = (call, manifest, known) => rules.RowsSince(call, manifest, known)?.Take(100).ToList(),
        }),
    ];

    /// <summary>Other rows for a client that knows something already.</summary>
    internal static Fault Rows(
        string id, Func<WorldCall, Manifest, Knowledge, IReadOnlyList<ManifestRow>, IReadOnlyList<ManifestRow>> change) =>
        SearchFaults.Rule(id, rules => rules with
        {
            RowsSince = (call, manifest, known) =>
            {
                var rows = rules.RowsSince(call, manifest, known);
                return rows is null || known == Knowledge.Nothing ? rows : change(call, manifest, known, rows);
            },
        });

    /// <summary>What was made and deleted since, of which the client never heard.</summary>
    internal static IEnumerable<ManifestRow> CameAndWent(WorldCall call, Knowledge known)
    {
        var made = Since(call, known).Where(change => change.ParentBefore == 0).Select(change => change.Resource).ToHashSet();
        return from change in Since(call, known)
               where change.Kind == ChangeKind.Deleted && made.Contains(change.Resource)
               select new ManifestRow(change.Resource, null, RowKind.Gone, change.Number);
    }

    static Fault Missing(string id, Func<ManifestRow, ChangeKind, bool> isMissed) => Rows(id, (call, _, _, rows) =>
        [.. rows.Where(row => !isMissed(row, call.World.Log.After(row.Number - 1).First().Kind))]);

    static IEnumerable<Change> Since(WorldCall call, Knowledge known) => call.World.Log.After(known.Through);
}
