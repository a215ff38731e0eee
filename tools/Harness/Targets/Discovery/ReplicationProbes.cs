using System.Security;
using System.Xml.Linq;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Probes of SEARCH and of replication on top of it.</summary>
static class ReplicationProbes
{
    /// <summary>A name that no item has.</summary>
    const string Nobody = "conformance-nobody";

    static readonly string[] xml = ["Content-Type: text/xml"];

    /// <summary>A search finds the item that is in our folder, with what was selected, and finds nothing where nothing matches.</summary>
    /// <remarks>So a server that takes it for a PROPFIND, or answers each SEARCH alike, is not believed.</remarks>
    public static async Task<ProbeOutcome> Search(ProbeSession session, CancellationToken cancellation)
    {
        var all = await Ask(session, "", "", cancellation);
        if (all.MultiStatus() is not { } rows)
            return ProbeOutcome.No($"{all.Says}{(all.IsSuccess ? " without a multi-status" : "")}.");
        if (session.OwnsFolder && !Responses(rows).Any(IsOurs))
            return ProbeOutcome.No($"{all.Says} without the name of {DavProbes.Item}, which is there.");
        var none = await Ask(session, "", $" WHERE \"DAV:displayname\" = '{Nobody}'", cancellation);
        if (none.MultiStatus() is not { } empty)
            return ProbeOutcome.No($"{none.Says}{(none.IsSuccess ? " without a multi-status" : "")} where it has a condition.");
        return Responses(empty).Any()
            ? ProbeOutcome.No($"{none.Says} with rows although nothing matches the condition.")
            : ProbeOutcome.Yes($"{none.Says} with what matches, and with nothing where nothing does.");
    }

    static IEnumerable<XElement> Responses(XElement multistatus) => multistatus.Elements(ProbeAnswer.Dav + "response");

    static bool IsOurs(XElement response) =>
        response.Element(ProbeAnswer.Dav + "href")?.Value.TrimEnd().EndsWith("/" + DavProbes.Item, StringComparison.Ordinal) == true
        && response.Descendants(ProbeAnswer.Dav + "displayname").Any(name => name.Value.Trim() == DavProbes.Item);

    public static async Task<ProbeOutcome> Manifest(ProbeSession session, CancellationToken cancellation)
    {
        var answer = await Ask(session, "<R:repl><R:collblob/></R:repl>", "", cancellation);
        var blob = answer.MultiStatus()?.Descendants().FirstOrDefault(e => e.Name.LocalName == "collblob");
        return blob is { Value.Length: > 0 } && blob.Name.NamespaceName.EndsWith("/repl/", StringComparison.Ordinal)
            ? ProbeOutcome.Yes($"{answer.Says} with a collblob.")
            : ProbeOutcome.No($"{answer.Says}{(answer.IsSuccess ? " without a collblob" : "")}.");
    }

    static Task<ProbeAnswer> Ask(ProbeSession session, string repl, string where, CancellationToken cancellation) =>
        session.AskAsync("SEARCH", session.Folder, cancellation, xml, ProbeAnswer.Utf8(
            $"""
             <?xml version="1.0"?>
             <D:searchrequest xmlns:D="DAV:" xmlns:R="http://schemas.microsoft.com/repl/">{repl}
             <D:sql>SELECT "DAV:displayname" FROM SCOPE('SHALLOW TRAVERSAL OF "{SecurityElement.Escape(session.Folder.AbsolutePath)}"'){where}</D:sql>
             </D:searchrequest>
             """));
}
