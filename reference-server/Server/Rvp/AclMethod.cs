using Conformance.Engine.Presence;
using Conformance.Server.Dav;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>ACL: without a body reads who may do what with the node, with one writes it. Source: RVP draft 5.7.</summary>
/// <remarks>The draft shows no write. A known client writes the one entry that it changes and must keep all others.</remarks>
static class AclMethod
{
    public static async Task AnswerAsync(RvpCall call)
    {
        var (root, refusal) = await XmlRequest.ReadAsync(call.Http);
        if (refusal is { } status)
            await call.AnswerAsync(status);
        else if (!call.May(root is null ? PresenceRights.ReadAcl : PresenceRights.WriteAcl))
            await call.RefuseAsync();
        else if (root is null)
            await call.AnswerAsync(StatusCodes.Status200OK, AclMarkup.Write(Entries(call)));
        else if (AclMarkup.Read(root, call.Own) is not { } entries)
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
        else
            await call.AnswerAsync(Write(call, entries) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    static AccessEntry[] Entries(RvpCall call)
    {
        lock (call.World.Gate)
            return [.. call.Node.Access.Entries];
    }

    static bool Write(RvpCall call, IReadOnlyCollection<AccessEntry> entries)
    {
        lock (call.World.Gate)
            return call.World.Rules.Presence.Write(call.Node.Access, entries, call.World.Limits);
    }
}
