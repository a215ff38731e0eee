using System.Collections.Immutable;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Protocol;

namespace Conformance.Harness.Judging;

/// <summary>One id or href of a multi-status and the status it stands under.</summary>
readonly record struct MultistatusEntry(string Key, int Status);

/// <summary>A multi-status read as entries under statuses; grouping and order are gone.</summary>
/// <param name="Oddities">What was passed over because it does not have the documented form.</param>
/// <param name="Problem">Why the body is no multi-status; empty when it is one.</param>
sealed record Multistatus(
    ImmutableArray<MultistatusEntry> Entries, ImmutableArray<string> Oddities, ImmutableArray<string> Notes, string Problem)
{
    /// <summary>A note: the answer spells a Microsoft namespace with https.</summary>
    public const string HttpsNote = "XML-NS-HTTPS";

    public static Multistatus Read(MarkupDocument document, PartitionOf of)
    {
        if (document.Root is not { } root)
            return Not(document.Problem);
        if (root.Name != DavNames.Multistatus)
            return Not($"the root element is {MarkupPath.Name(root.Name)}, not D:multistatus");
        var reader = new Reader();
        foreach (var response in root.Elements(DavNames.Response))
            if (of == PartitionOf.Ids)
                reader.Ids(response);
            else
                reader.Hrefs(response);
        return new(reader.Entries.ToImmutable(), [.. reader.Oddities.Take(5)], reader.Https ? [HttpsNote] : [], "");
    }

    /// <summary>The number in a status line such as <c>HTTP/1.1 200 OK</c>, or null.</summary>
    public static int? StatusOf(string? line) =>
        line is not null && ValueKinds.Accepts(ValueKind.Status, line.Trim(), out var digits) && line.Trim().Length > 3
            ? int.Parse(digits)
            : null;

    /// <summary>What stands under each status, for a report: <c>200: 11; 204: 8 9</c>.</summary>
    public string Summary()
    {
        var groups = Entries.GroupBy(entry => entry.Status).OrderBy(group => group.Key)
            .Select(group => $"{group.Key}: {string.Join(' ', group.Take(20).Select(entry => entry.Key))}{(group.Count() > 20 ? " ..." : "")}");
        var all = Entries.IsEmpty ? "nothing stands under any status" : string.Join("; ", groups);
        return LineText.Visible(Oddities.IsEmpty ? all : $"{all} ({string.Join("; ", Oddities)})");
    }

    static Multistatus Not(string problem) => new([], [], [], problem);

    sealed class Reader
    {
        public ImmutableArray<MultistatusEntry>.Builder Entries { get; } = ImmutableArray.CreateBuilder<MultistatusEntry>();

        public List<string> Oddities { get; } = [];

        public bool Https { get; private set; }

        public void Ids(Markup response)
        {
            // Ids of a response whose status cannot be read stand under no status that a line could name, but they are there.
            var status = Status(response) ?? 0;
            var lists = response.Elements(ExchangeNames.SubscriptionId).ToArray();
            if (lists.Length == 0)
                Oddity($"the response under {status} has no X:subscriptionID; it has {MarkupPath.ChildNames(response)}");
            foreach (var list in lists)
            {
                Https |= list.IsHttpsForm;
                foreach (var li in list.Children)
                    if (li.Name == ExchangeNames.Li)
                        Entries.Add(new(li.Text.Trim(), status));
                    else
                        Oddity($"X:subscriptionID holds {MarkupPath.Name(li.Name)} where li of no namespace is due");
            }
        }

        public void Hrefs(Markup response)
        {
            var status = response.Element(DavNames.Status) is null ? Propstats(response) : Status(response);
            if (status is null)
                Oddity("a response has neither status nor propstat that can be read");
            var found = status ?? 0;
            var hrefs = response.Elements(DavNames.Href).ToArray();
            if (hrefs.Length == 0)
                Oddity($"the response under {found} has no D:href");
            foreach (var href in hrefs)
                Entries.Add(new(href.Text.Trim(), found));
        }

        int? Status(Markup response)
        {
            var line = response.Element(DavNames.Status)?.Text;
            if (StatusOf(line) is { } status)
                return status;
            Oddity(line is null ? "a response has no D:status of its own" : $"'{line}' is no status line");
            return null;
        }

        // RFC 4918: a response without a status of its own speaks through its propstats; one 200 means it was found.
        static int? Propstats(Markup response)
        {
            var statuses = response.Elements(DavNames.Propstat)
                .Select(propstat => StatusOf(propstat.Element(DavNames.Status)?.Text))
                .OfType<int>().ToArray();
            return statuses.Contains(200) ? 200 : statuses.Length > 0 ? statuses[0] : null;
        }

        void Oddity(string text)
        {
            if (Oddities.Count < 5)
                Oddities.Add(text);
        }
    }
}
