using System.Text.RegularExpressions;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;

namespace Conformance.Server.Faults.Dav;

/// <summary>Properties found, told, set or kept wrongly.</summary>
static partial class PropertyFaults
{
    public static readonly Fault[] All =
    [
        Seams.OfDav("xml.prefix-d-only", rules => rules with
        {
            IsPropfind = root => root.GetPrefixOfNamespace("DAV:") == "D" && rules.IsPropfind(root),
        }),
        Seams.OfDav("copy.leaves-properties-behind", rules => rules with
        {
            Copy = (store, source, place, includes) =>
            {
                var made = rules.Copy(store, source, place, includes);
                store.SetProperties(
                    made, [.. made.Properties.Keys.Select(name => KeyValuePair.Create(name, (PropertyValue?)null))]);
                return made;
            },
        }),
        Replication.BodyFaults.Expanding("xml.entities-expanded"),
        Reading("propfind.depth-1-is-all", "1", _ => new PropfindDepth(PropfindDepth.Unbounded, true)),
        Reading("propfind.no-depth-is-0", "", _ => new PropfindDepth(0, true)),
        Seams.OfDav("propfind.noroot-has-root", rules => rules with
        {
            ReadDepth = text => rules.ReadDepth(text) is { } depth ? depth with { HasRoot = true } : null,
        }),
        Seams.OfDav("propfind.odd-depth-is-0", rules => rules with
        {
            ReadDepth = text => rules.ReadDepth(text) ?? new PropfindDepth(0, true),
        }),
        Seams.OfDav("propfind.shows-what-is-secret", rules => rules with { VisibleMembers = (_, folder) => folder.Members }),
        Seams.OfDav("propfind.never-brief", rules => rules with { IsBrief = _ => false }),
        Seams.OfDav("propfind.always-brief", rules => rules with { IsBrief = _ => true }),
        Seams.OfXml("propfind.missing-is-200", "PROPFIND", xml => xml.Replace("HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK", StringComparison.Ordinal)),
        Seams.OfStatus("propfind.nothing-is-207", "PROPFIND", 404, 207, "Multi-Status"),
        Seams.OfXml("propfind.names-have-values", "PROPFIND", EmptyTag(), "<a:getetag>\"some\"</a:getetag>"),
        Seams.OfXml("propfind.language-is-lost", "PROPFIND", Language(), ""),
        Seams.OfXml("propfind.markup-is-lost", "PROPFIND", Leaf(), "one"),
        Seams.OfXml("propfind.no-parent", "PROPFIND", Parent(), ""),
        Fault.OfWire("propfind.too-much-is-507", answer => answer.Answers("PROPFIND", 403) && answer.Body.Length > 0
            ? Seams.Bare(answer).WithStatus(507, "Insufficient Storage")
            : answer),
        Fault.OfWire("multistatus.plain-text", answer =>
            answer.Answers("PROPFIND", 207) ? answer.With("Content-Type", "text/plain") : answer),
        Seams.OfXml("multistatus.href-twice", "PROPFIND", FirstHref(), "$0$0"),
        Seams.OfXml("multistatus.status-outside-propstat", "PROPPATCH", Propstat(), "$1<a:propstat>$2</a:propstat>"),
        Seams.OfXml("proppatch.claims-success", "PROPPATCH", Refusal(), "HTTP/1.1 200 OK"),
        Seams.OfDav("proppatch.sets-what-is-read-only", rules => rules with { IsProtected = _ => false }),
        Seams.OfStatus("proppatch.nowhere-is-201", "PROPPATCH", 409, 201, "Created"),
        Seams.OfDav("proppatch.sets-nothing", rules => rules with { StepsToTake = (_, _) => [] }),
        Seams.OfDav("proppatch.half-done", rules => rules with
        {
            StepsToTake = (steps, refused) => steps.Where(step => !refused.ContainsKey(step.Name)),
        }),
        Seams.OfDav("proppatch.backwards", rules => rules with
        {
            StepsToTake = (steps, refused) => rules.StepsToTake(steps, refused).Reverse(),
        }),
        Seams.OfDav("proppatch.makes-nothing", rules => rules with { CreatesByProppatch = () => false }),
        Seams.OfStatus("xml.broken-update-is-500", "PROPPATCH", 400, 500, "Internal Server Error"),
        Seams.OfStatus("xml.ill-formed-is-500", "PROPFIND", 400, 500, "Internal Server Error"),
        Seams.Refusing("slash.is-needed", 404, request =>
            request.Method is "PROPFIND" or "GET" or "DELETE" && !Path.HasExtension(request.Path) && !request.Path.Value!.EndsWith('/')),
    ];

    static Fault Reading(string id, string depth, Func<string, PropfindDepth?> wrong) => Seams.OfDav(id, rules => rules with
    {
        ReadDepth = text => text == depth ? wrong(text) : rules.ReadDepth(text),
    });

    [GeneratedRegex("<a:getetag/>")]
    private static partial Regex EmptyTag();

    [GeneratedRegex(" xml:lang=\"[^\"]*\"")]
    private static partial Regex Language();

    [GeneratedRegex("<N:leaf[^>]*>one</N:leaf>")]
    private static partial Regex Leaf();

    [GeneratedRegex("<a:parentname>[^<]*</a:parentname>")]
    private static partial Regex Parent();

    [GeneratedRegex("(?<=<a:response>)<a:href>[^<]*</a:href>")]
    private static partial Regex FirstHref();

    [GeneratedRegex("<a:propstat>(<a:status>[^<]*</a:status>)(<a:prop>.*?</a:prop>)</a:propstat>", RegexOptions.Singleline)]
    private static partial Regex Propstat();

    [GeneratedRegex("HTTP/1.1 4[0-9]{2} [^<]*")]
    private static partial Regex Refusal();
}
