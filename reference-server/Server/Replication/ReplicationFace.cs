using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Replication;

/// <summary>SEARCH of Exchange WebDAV, and replication on top of it.</summary>
/// <remarks>Source: Exchange SDK, "SEARCH Method", "WebDAV Replication"; OS XWDSEARCH and XWDREPL as far as they could be read.</remarks>
public sealed class ReplicationFace : IFace
{
    static readonly HashSet<string> methods = ["SEARCH"];

    public IReadOnlySet<string> MethodsAt(string path) => methods;

    public Task ServeAsync(WorldCall call) => DavPaths.IsServable(call.RawPath, call.Path)
        ? SearchMethod.Answer(call)
        : call.AnswerAsync(StatusCodes.Status400BadRequest);
}
