using Conformance.Server.Dav.Conditions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>DELETE: removes an item, or a folder with all below it. Source: RFC 4918, 9.6.</summary>
/// <remarks>
/// 204; 207 naming the members that could not go, with 403 or 423 (the folders around them stay too); 400 for a Depth that
/// is not infinity on a folder; 403; 404; 412; 423.
/// </remarks>
static class DeleteMethod
{
    public static Task Answer(WorldCall call)
    {
        lock (call.World.Gate)
        {
            if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } resource)
                return call.AnswerAsync(StatusCodes.Status404NotFound);
            if (resource.IsFolder && call.Request.Headers["Depth"] is { Count: > 0 } depth
                && !depth.ToString().Equals("infinity", StringComparison.OrdinalIgnoreCase))
                return call.AnswerAsync(StatusCodes.Status400BadRequest);
            if (!Deletion.IsAllowed(call, resource))
                return call.AnswerAsync(StatusCodes.Status403Forbidden);
            if (Preconditions.Refuse(call, resource) is { } refusal)
                return refusal;
            var outcome = Deletion.CarryOut(call, resource);
            // The tag of its last change, for a client that wants to know its own deletion again.
            if (outcome.IsSuccess)
                call.Response.Headers["ResourceTag"] = $"<{ReplTokens.TagOf(resource)}>";
            return outcome.AnswerAsync(call);
        }
    }
}
