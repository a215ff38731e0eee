using System.Security;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Probes of SEARCH and of replication on top of it.</summary>
static class ReplicationProbes
{
    static readonly string[] xml = ["Content-Type: text/xml"];

    public static async Task<ProbeOutcome> Search(ProbeSession session, CancellationToken cancellation)
    {
        var answer = await Ask(session, "", cancellation);
        return answer.MultiStatus() is not null
            ? ProbeOutcome.Yes($"{answer.Says} with a multi-status.")
            : ProbeOutcome.No($"{answer.Says}{(answer.IsSuccess ? " without a multi-status" : "")}.");
    }

    public static async Task<ProbeOutcome> Manifest(ProbeSession session, CancellationToken cancellation)
    {
        var answer = await Ask(session, "<R:repl><R:collblob/></R:repl>", cancellation);
        var blob = answer.MultiStatus()?.Descendants().FirstOrDefault(e => e.Name.LocalName == "collblob");
        return blob is { Value.Length: > 0 } && blob.Name.NamespaceName.EndsWith("/repl/", StringComparison.Ordinal)
            ? ProbeOutcome.Yes($"{answer.Says} with a collblob.")
            : ProbeOutcome.No($"{answer.Says}{(answer.IsSuccess ? " without a collblob" : "")}.");
    }

    static Task<ProbeAnswer> Ask(ProbeSession session, string repl, CancellationToken cancellation) =>
        session.AskAsync("SEARCH", session.Folder, cancellation, xml, ProbeAnswer.Utf8(
            $"""
             <?xml version="1.0"?>
             <D:searchrequest xmlns:D="DAV:" xmlns:R="http://schemas.microsoft.com/repl/">{repl}
             <D:sql>SELECT "DAV:displayname" FROM SCOPE('SHALLOW TRAVERSAL OF "{SecurityElement.Escape(session.Folder.AbsolutePath)}"')</D:sql>
             </D:searchrequest>
             """));
}
