using System.Collections.Immutable;
using System.Xml.Linq;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Mirrors;

/// <summary>What an answer makes of a mirror.</summary>
/// <param name="State">What it holds now.</param>
/// <param name="Rows">How many rows came.</param>
sealed record Judgement(MirrorState State, ImmutableArray<ExpectedRow> Told, int Rows, Finding? Finding);

/// <summary>Applies one answer to a mirror, and holds both against what was written.</summary>
/// <remarks>
/// What is free stays free: order and grouping of rows, a deletion of something never told, a row told twice between
/// pages, a new identity after a move, no collblob when nothing changed. When all has been told the mirror must hold
/// each item of its view once, in its last state, and nothing else. Source: Exchange SDK, "changetype", "repl-uid", "collblob".
/// </remarks>
sealed class MirrorJudge(Truth truth, int mirror, MirrorState before, int page, Uri folder)
{
    public static readonly XName Mark = XName.Get("mark", Requests.PropertyNamespace);

    readonly ImmutableArray<ExpectedRow>.Builder told = ImmutableArray.CreateBuilder<ExpectedRow>();
    readonly HashSet<string> uids = new(StringComparer.Ordinal);
    ImmutableDictionary<string, Held> items = before.Items;

    public Judgement Judge(Manifest answer, int blobNumber)
    {
        var finding = answer.Problem.Length > 0
            ? new Finding(before.IsInitial ? "REPL-01" : "REPL-14", answer.Problem)
            { HasTooMany = true, WantsBlob = before.IsInitial }
            : page > 0 && answer.Rows.Length > page
            ? new Finding("REPL-56", $"{answer.Rows.Length} rows come where {page} are asked for")
            { HasTooMany = true }
            : null;
        foreach (var row in answer.Rows)
            finding ??= row.Type == ChangeType.Delete ? Remove(row) : Take(row);
        var hasBlob = answer.Collblob is { Length: > 0 };
        if (!hasBlob && (before.IsInitial || answer.Rows.Length > 0))
            finding ??= new Finding(before.IsInitial ? "REPL-03" : "REPL-24", "no collblob came") { WantsBlob = true };
        if (page == 0 || answer.Rows.IsEmpty)
            finding ??= Compare();
        // A list can be called too long only beside all that belongs to it.
        if (finding is { HasTooMany: true, Wanted.IsEmpty: true })
            finding = finding with { Wanted = page == 0 ? Missing() : [.. Missing().Take(page - told.Count)] };
        var state = before with { Items = items };
        if (hasBlob)
            state = state with { Blob = answer.Collblob!, BlobNumber = blobNumber, IsRecalled = false };
        return new Judgement(state, told.ToImmutable(), answer.Rows.Length, finding);
    }

    /// <summary>A deletion of what the mirror never had does no harm; one that is wrong shows when all has been told.</summary>
    Finding? Remove(ManifestEntry row)
    {
        if (before.IsInitial)
            return new Finding("REPL-07", "an initial manifest tells a deletion") { HasTooMany = true };
        if (row.Uid is not { Length: > 0 } uid)
            return new Finding("REPL-21", "a deletion does not say who is gone") { Wanted = Missing() };
        if (!uids.Add(uid))
            return new Finding("REPL-31", "two rows are about one item") { HasTooMany = true };
        if (items.TryGetValue(uid, out var held) && IsDeparted(held.Item, uid))
            told.Add(Gone(uid, held.Item));
        items = items.Remove(uid);
        return null;
    }

    Finding? Take(ManifestEntry row)
    {
        if (row.Type is null)
            return new Finding("REPL-12", $"'{row.Word}' is no changetype") { Wanted = Missing() };
        if (row.Href is not { Length: > 0 } href)
            return new Finding("REPL-08", "a row has no address") { Wanted = Missing() };
        if (NameOf(href) is not { } name || truth.Find(name) is not { } item || !Truth.IsIn(mirror, item))
            return Stray(row.Uid);
        var isNew = IsNew(item);
        var expected = new ExpectedRow(name, row.Uid, false, isNew, RequirementOf(item, isNew));
        if (row.Uid is not { Length: > 0 } uid)
            return Wrong(
                expected, $"the row of {name} lacks the repl-uid that was selected", "REPL-09", "R:repl-uid ${:text}");
        if (!uids.Add(uid))
            return new Finding(before.IsInitial ? "REPL-05" : "REPL-31", $"two rows are about {name}")
            { HasTooMany = true };
        if (items.TryGetValue(uid, out var held))
        {
            if (held.Item != item)
                return new Finding(
                    held.Item.Place is null ? "REPL-33" : "REPL-67", $"{name} has the identity of another item")
                { Wanted = [expected with { IsNotUid = true }] };
            if (held.Version == item.Version && page == 0)
                return new Finding("REPL-16", $"{name} is told again, and nothing happened to it") { HasTooMany = true };
        }
        var mark = row.Properties.Element(Mark)?.Text.Trim();
        if (mark != item.Mark)
            return Wrong(
                expected, $"the mark of {name} is {mark ?? "not told"}, and was set to {item.Mark ?? "nothing"}",
                "REPL-09", item.Mark is null ? "no C:mark" : $"C:mark {item.Mark}");
        told.Add(expected);
        items = items.SetItem(uid, new Held(item, item.Version));
        return null;
    }

    /// <summary>A change of what is not in the view: somewhere else, gone, or not matching any more.</summary>
    Finding Stray(string? uid) => uid is not null && items.TryGetValue(uid, out var held) && IsDeparted(held.Item, uid)
        ? new Finding(
            held.Item.Place is null ? "REPL-20" : "REPL-42", "what is not in the view any more is told as a change")
        { HasTooMany = true }
        : new Finding("REPL-06", "what is not in the view is told") { HasTooMany = true };

    static Finding Wrong(ExpectedRow row, string sentence, string requirement, string property) =>
        new(requirement, sentence) { Wanted = [row with { Property = property, Requirement = requirement }] };

    string? NameOf(string href)
    {
        var path = Hrefs.PathOf(href, folder);
        var own = Hrefs.PathOf(folder.AbsoluteUri, folder) + "/";
        return path?.StartsWith(own, StringComparison.Ordinal) == true ? path[own.Length..] : null;
    }

    Finding? Compare()
    {
        var missing = Missing();
        if (missing.IsEmpty)
            return null;
        var first = missing[0];
        var sentence = first.IsDelete
            ? $"the client is never told that {first.Name} is gone"
            : $"the last state of {first.Name} is never told";
        var others = missing.Length == 1 ? "" : $", nor {missing.Length - 1} more";
        return new Finding(first.Requirement, sentence + others)
        { Wanted = page == 0 ? missing : [.. missing.Take(page)] };
    }

    /// <summary>What the mirror must hear of yet, the oldest first.</summary>
    ImmutableArray<ExpectedRow> Missing()
    {
        var departed = items.Where(pair => IsDeparted(pair.Value.Item, pair.Key))
            .Select(pair => (pair.Value.Item.Version, Row: Gone(pair.Key, pair.Value.Item)));
        var changed = truth.View(mirror).Where(item => !items.Values.Contains(new Held(item, item.Version)))
            .Select(item => (item.Version, Row: Changed(item)));
        return [.. departed.Concat(changed).OrderBy(pair => pair.Version).Select(pair => pair.Row)];
    }

    /// <summary>Not in the view; or there, and known by an identity that came later.</summary>
    bool IsDeparted(Tracked item, string uid) => !Truth.IsIn(mirror, item)
        || items.Any(pair => pair.Key != uid && pair.Value.Item == item && pair.Value.Version > items[uid].Version);

    bool IsNew(Tracked item) => !items.Values.Any(held => held.Item == item);

    ExpectedRow Changed(Tracked item)
    {
        var isNew = IsNew(item);
        return new ExpectedRow(item.Place!, null, false, isNew, RequirementOf(item, isNew));
    }

    ExpectedRow Gone(string uid, Tracked item) => new(item.Place ?? "an item", uid, true, false, item switch
    {
        { Place: null } => "REPL-20",
        { IsWatched: false } => "REPL-35",
        _ when Truth.IsIn(mirror, item) => "REPL-40",
        _ => "REPL-41",
    });

    string RequirementOf(Tracked item, bool isNew) => before.IsInitial ? "REPL-05" : item.Last switch
    {
        Act.MoveIn => "REPL-36",
        Act.Copy => "REPL-38",
        Act.Rename => "REPL-40",
        Act.Mark when isNew && mirror == 1 => "REPL-43",
        Act.Mark or Act.Unmark => isNew ? "REPL-17" : "REPL-18",
        _ => isNew ? "REPL-17" : "REPL-19",
    };
}
