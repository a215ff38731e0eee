using System.Text.RegularExpressions;
using Conformance.Engine.Replicating;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Conformance.Server.Replication;

namespace Conformance.Server.Faults.Replication;

/// <summary>A manifest that tells too much, too little, or in the wrong words.</summary>
static partial class ManifestFaults
{
    /// <summary>How a manifest with nothing to tell says so.</summary>
    const string Quiet = "<d:repl></d:repl>";

    public static readonly Fault[] All =
    [
        SearchFaults.Rows("manifest.no-collblob", xml => Blob().Replace(xml, "")),
        Fault.OfWire("manifest.initial-is-200", answer =>
            answer.Answers("SEARCH", 207) && Repl().IsMatch(answer.Text) ? answer.WithStatus(200, "OK") : answer),
        SearchFaults.Rows("manifest.rows-without-address", xml =>
            Repl().IsMatch(xml) ? Address().Replace(xml, "") : xml),
        Fault.OfWire("manifest.quiet-is-204", answer =>
            answer.Answers("SEARCH", 207) && answer.Text.Contains(Quiet, StringComparison.Ordinal)
            ? Dav.Seams.WithStatus(Dav.Seams.Bare(answer), 204, "No Content")
            : answer),
        SearchFaults.Rows("manifest.quiet-empties-the-collblob", xml =>
            xml.Replace(Quiet, "<d:repl><d:collblob/></d:repl>")),
        SearchFaults.Rows("manifest.two-repl", xml => Repl().Replace(xml, "$0$0")),
        SearchFaults.Rows("manifest.quiet-without-repl", xml => xml.Replace(Quiet, "")),
        SearchFaults.Rows("manifest.repl-at-the-end", xml => Repl().Match(xml) is { Success: true } repl
            ? xml.Replace(repl.Value, "").Replace("</a:multistatus>", repl.Value + "</a:multistatus>")
            : xml),
        SearchFaults.Rows("manifest.word-in-prop", xml => Changetype().Replace(xml, "$1").Replace("</a:prop></a:propstat>", "<d:changetype>change</d:changetype></a:prop></a:propstat>")),
        SearchFaults.Rows("manifest.word-in-capitals", xml => xml.Replace("d:changetype>", "d:ChangeType>")),
        SearchFaults.Rows("manifest.word-unheard-of", xml => xml.Replace(">change</d:changetype>", ">modified</d:changetype>")),
        SearchFaults.Rows("manifest.own-namespace", xml => xml.Replace("http://schemas.microsoft.com/repl/", "urn:replication:")),
        SearchFaults.Rows("manifest.http-for-https", xml => xml.Replace("https://schemas.microsoft.com/repl/", "http://schemas.microsoft.com/repl/")),
        SearchFaults.Rows("manifest.gone-without-uid", xml => GoneUid().Replace(xml, "")),
        SearchFaults.Rows("manifest.gone-with-wrong-uid", xml => GoneUid().Replace(xml, uid => uid.Value.Replace("rid:5", "rid:6"))),
        Rows("manifest.blob-ignored", (manifest, rows, _) => manifest.Since(Knowledge.Nothing)!),
        Rows("manifest.changes-missed", (_, rows, _) => [.. rows.Where(row => row.Kind != RowKind.Changed)]),
        Rows("manifest.creations-missed", (_, rows, known) => known == Knowledge.Nothing ? rows : [.. rows.Where(row => row.Kind != RowKind.Added)]),
        Rows("manifest.deletions-missed", (_, rows, _) => [.. rows.Where(row => row is not { Kind: RowKind.Gone, Resource: null })]),
        Rows("manifest.departures-missed", (_, rows, _) => [.. rows.Where(row => row is not { Kind: RowKind.Gone, Resource: not null })]),
        Rows("manifest.one-tombstone-lost", (_, rows, _) => rows.Count(row => row.Kind == RowKind.Gone) > 1
            ? [.. rows.Except([rows.Last(row => row.Kind == RowKind.Gone)])]
            : rows),
        Rows("manifest.leavers-are-changes", (_, rows, _) =>
            [.. rows.Select(row => row is { Kind: RowKind.Gone, Resource: not null } ? row with { Kind = RowKind.Changed } : row)]),
        Rows("manifest.renames-missed", (_, rows, _) => [.. rows.Where(row => row is not { Kind: RowKind.Changed, Resource: { } resource } || resource.PlacedNumber != row.Number)]),
        Rows("manifest.parents-gone-first", (_, rows, _) => GoneReversed(rows)),
        SearchFaults.Rule("manifest.begins-with-deletions", rules => rules with
        {
            RowsSince = (call, manifest, known) => known == Knowledge.Nothing
                ? [.. rules.RowsSince(call, manifest, known)!, .. DeletedBefore(call)]
                : rules.RowsSince(call, manifest, known),
        }),
        Rows("manifest.last-row-first", (_, rows, _) => [.. rows.Reverse()]),
        SearchFaults.Rule("manifest.deletions-are-changes", rules => rules with { Changetype = (_, _, _) => "change" }),
        SearchFaults.Rule("manifest.all-is-deleted", rules => rules with { Changetype = (_, _, _) => "delete" }),
        SearchFaults.Rule("manifest.blob-sees-for-its-owner", rules => rules with
        {
            Open = (call, text, binding) =>
            {
                if (rules.Open(call, text, binding) is { } own)
                    return own;
                var others = Collblob.Read(call.World, text)?.Known;
                call.Http.Items[nameof(Collblob)] = others;
                return others;
            },
            Shows = (call, resource) => rules.Shows(call, resource) || call.Http.Items[nameof(Collblob)] is not null,
        }),
        SearchFaults.Rule("manifest.known-tags-ignored", rules => rules with { IsClaimed = (_, _) => false }),
        SearchFaults.Rule("manifest.old-tags-count", rules => rules with
        {
            IsClaimed = (tags, row) => row.Resource is { } resource && ReplTokens.TagOf(resource) is var tag && tags.Any(one => one.Length == tag.Length && one[..47] == tag[..47]),
        }),
    ];

    static Fault Rows(string id, Func<Manifest, IReadOnlyList<ManifestRow>, Knowledge, IReadOnlyList<ManifestRow>> change) =>
        SearchFaults.Rule(id, rules => rules with
        {
            RowsSince = (call, manifest, known) =>
                rules.RowsSince(call, manifest, known) is { } rows ? change(manifest, rows, known) : null,
        });

    static IEnumerable<ManifestRow> DeletedBefore(WorldCall call) =>
        from change in call.World.Log.After(0)
        where change.Kind == ChangeKind.Deleted
        select new ManifestRow(change.Resource, null, RowKind.Gone, change.Number);

    /// <summary>What is gone in the order from the top down; all else stands where it stood.</summary>
    static ManifestRow[] GoneReversed(IReadOnlyList<ManifestRow> rows)
    {
        var gone = new Stack<ManifestRow>(rows.Where(row => row.Kind == RowKind.Gone));
        return [.. rows.Select(row => row.Kind == RowKind.Gone ? gone.Pop() : row)];
    }

    [GeneratedRegex("<d:collblob>[^<]*</d:collblob>")]
    private static partial Regex Blob();

    [GeneratedRegex("<a:href>[^<]*</a:href>")]
    private static partial Regex Address();

    [GeneratedRegex("<d:repl>.*?</d:repl>")]
    private static partial Regex Repl();

    [GeneratedRegex("<d:changetype>change</d:changetype>(</a:response>)")]
    private static partial Regex Changetype();

    /// <summary>The identity in a row that ends as a deletion.</summary>
    [GeneratedRegex("<d:repl-uid>[^<]*</d:repl-uid>(?=(?:(?!</a:response>).)*<d:changetype>delete</d:changetype>)")]
    private static partial Regex GoneUid();
}
