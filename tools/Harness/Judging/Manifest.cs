using System.Collections.Immutable;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Protocol;

namespace Conformance.Harness.Judging;

/// <summary>One row of a manifest.</summary>
/// <param name="Type">Null for a changetype that no document knows.</param>
/// <param name="Properties">Holds what a 200 propstat gave.</param>
sealed record ManifestEntry(string? Href, string? Uid, ChangeType? Type, string Word, Markup Properties)
{
    public override string ToString() => LineText.Visible($"{Word} {Href ?? "(no href)"}{(Uid is null ? "" : $" uid {Uid}")}");
}

/// <summary>The answer to a replication SEARCH.</summary>
/// <remarks>
/// <c>D:multistatus</c> holds <c>R:repl</c> with <c>R:collblob</c>, and one <c>D:response</c> a row: href, propstats, and
/// <c>R:changetype</c> (absent means change), read from a propstat too. Source: Exchange SDK, "Manifest of a Collection".
/// </remarks>
/// <param name="Collblob">Null when there is no such element, empty when it is empty.</param>
sealed record Manifest(ImmutableArray<ManifestEntry> Rows, string? Collblob, ImmutableArray<string> Notes, string Problem)
{
    public static Manifest Read(MarkupDocument document)
    {
        if (document.Root is not { } root)
            return new([], null, [], document.Problem);
        if (root.Name != DavNames.Multistatus)
            return new([], null, [], $"the root element is {MarkupPath.Name(root.Name)}, not D:multistatus");
        var repl = root.Elements(ReplNames.Repl).ToArray();
        var blob = repl.SelectMany(element => element.Elements(ReplNames.Collblob)).FirstOrDefault();
        var responses = root.Elements(DavNames.Response).ToArray();
        var https = repl.Concat(responses.SelectMany(response => response.Elements(ReplNames.Changetype))).Any(e => e.IsHttpsForm);
        return new([.. responses.Select(Row)], blob?.Text.Trim(), https ? [Multistatus.HttpsNote] : [], "");
    }

    /// <summary>The members of every 200 propstat of a response, side by side.</summary>
    public static Markup Found(Markup response) => Markup.Holding(response.Elements(DavNames.Propstat)
        .Where(propstat => Multistatus.StatusOf(propstat.Element(DavNames.Status)?.Text) == 200)
        .SelectMany(propstat => propstat.Elements(DavNames.Prop))
        .SelectMany(prop => prop.Children));

    public string Summary() => Rows.IsEmpty
        ? "there are no rows"
        : $"the rows are {string.Join("; ", Rows.Take(10))}{(Rows.Length > 10 ? $"; {Rows.Length - 10} more" : "")}";

    static ManifestEntry Row(Markup response)
    {
        var found = Found(response);
        var word = (response.Element(ReplNames.Changetype) ?? found.Element(ReplNames.Changetype))?.Text.Trim();
        return new(
            response.Element(DavNames.Href)?.Text.Trim(),
            found.Element(ReplNames.ReplUid)?.Text.Trim(),
            word switch
            {
                null or ReplNames.Change => ChangeType.Change,
                ReplNames.New => ChangeType.New,
                ReplNames.Delete => ChangeType.Delete,
                _ => null,
            },
            word ?? ReplNames.Change,
            found);
    }
}
