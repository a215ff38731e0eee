using Conformance.Harness.Language;
using Conformance.Protocol;

namespace Conformance.Harness.Judging.Trees;

/// <summary>Judges <c>xml</c>, <c>wbxml</c> and <c>properties of</c>.</summary>
static class TreeJudge
{
    public static Findings Of(Findings found, TreeClause clause, MessageBody body)
    {
        var document = clause.Form == TreeForm.Xml ? body.Xml : body.Wbxml;
        if (document.Root is not { } root)
            return Unreadable(found, clause, document.Problem);
        var matcher = clause.Form == TreeForm.Xml
            ? TreeMatcher.ForXml(found.Context, document, body.BaseUri)
            : TreeMatcher.ForWbxml(found.Context, document, body.BaseUri);
        return matcher.With(clause.InOrder).Judge(Opened(found, clause), clause.Nodes, Markup.Holding([root]));
    }

    public static Findings Of(Findings found, PropertiesClause clause, MessageBody body)
    {
        if (body.Xml.Root is not { } root)
            return Unreadable(found, clause, body.Xml.Problem);
        var wanted = found.Scope.RenderText(clause.Of).Trim();
        var responses = root.Elements(DavNames.Response).ToArray();
        var response = responses.FirstOrDefault(one =>
            one.Elements(DavNames.Href).Any(href => Hrefs.Same(wanted, href.Text, body.BaseUri)));
        if (root.Name != DavNames.Multistatus || response is null)
            return Unreadable(found, clause, root.Name != DavNames.Multistatus
                ? $"the root element is {MarkupPath.Name(root.Name)}, not D:multistatus"
                : $"no response for {wanted}; there are {Hreflist(responses)}");
        return TreeMatcher.ForXml(found.Context, body.Xml, body.BaseUri)
            .Judge(Opened(found, clause), clause.Nodes, Manifest.Found(response));
    }

    static Findings Opened(Findings found, Clause clause) =>
        clause.OwnTag is null ? found : found.Held(clause, LineText.Of(clause, found.Scope));

    // What requires an element is missed; what forbids or restricts one cannot be judged without a tree.
    static Findings Unreadable(Findings found, Clause clause, string problem) => Lines.Below(clause).Aggregate(
        found.Missed(clause, LineText.Of(clause, found.Scope), problem),
        (f, line) => line is Node { Quantifier: Quantifier.No or Quantifier.Each }
            ? f.Blocked(line, LineText.Of(line, f.Scope), problem)
            : f.Missed(line, LineText.Of(line, f.Scope), problem));

    static string Hreflist(Markup[] responses) => responses.Length == 0
        ? "none at all"
        : LineText.Visible(string.Join(", ", responses.Take(10).Select(one => one.Element(DavNames.Href)?.Text.Trim() ?? "one without href")));
}
