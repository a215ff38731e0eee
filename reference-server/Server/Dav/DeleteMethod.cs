using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>DELETE: removes an item, or a folder with all below it. Source: RFC 4918, 9.6.</summary>
/// <remarks>
/// 204; 207 naming what could not go (its folders stay too); 400 for a Depth that is not infinity on a folder;
/// 403; 404; 412.
/// </remarks>
static class DeleteMethod
{
    public static Task Answer(WorldCall call)
    {
        lock (call.World.Gate)
        {
            var store = call.World.Store;
            if (PermanentUrl.Resolve(store, call.Path) is not { } resource)
                return call.AnswerAsync(StatusCodes.Status404NotFound);
            if (call.Request.Headers["Depth"].ToString() is not ("" or "infinity" or "Infinity") && resource.IsFolder)
                return call.AnswerAsync(StatusCodes.Status400BadRequest);
            if (Places.IsFixed(resource) || !call.May(resource, Rights.Write) || !call.May(resource.Parent!, Rights.Write))
                return call.AnswerAsync(StatusCodes.Status403Forbidden);
            if (Entity.Judge(call, resource) is { } refusal)
                return call.AnswerAsync(refusal);
            var stuck = Remove(call, resource);
            return stuck.Count == 0
                ? call.AnswerAsync(StatusCodes.Status204NoContent)
                : HrefMultiStatus.AnswerAsync(call, stuck, StatusCodes.Status403Forbidden);
        }
    }

    /// <summary>Deletes what may be deleted, members first.</summary>
    /// <returns>What was refused; the folders around it stay and are not named.</returns>
    public static List<Resource> Remove(WorldCall call, Resource resource)
    {
        var stuck = new List<Resource>();
        foreach (var member in resource.Members.ToArray())
            if (call.May(member, Rights.Write))
                stuck.AddRange(Remove(call, member));
            else
                stuck.Add(member);
        if (stuck.Count == 0)
            call.World.Store.Delete(resource);
        return stuck;
    }
}
