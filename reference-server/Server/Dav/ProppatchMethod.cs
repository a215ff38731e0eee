using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Dav.Properties;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>PROPPATCH: sets and removes properties, all or none, in the order of the document. Source: RFC 4918, 9.2; Exchange SDK, "PROPPATCH Method".</summary>
/// <remarks>
/// 207 with 200 for each, or 409 for read-only ones, 507 for too many, and 424 for the rest; 200 without a body when Brief
/// is t and all is well; 400; 403; 409 no folder for what it would make; 412; 413; 423. What is not there is made: a 207
/// whose response says 201; <c>If-Match: *</c> forbids that.
/// </remarks>
static class ProppatchMethod
{
    public static async Task Answer(WorldCall call)
    {
        var (root, refusal) = await XmlRequest.ReadAsync(call);
        if (refusal is not null || root is null || PropertyUpdate.Read(root) is not { } steps)
        {
            await call.AnswerAsync(refusal ?? StatusCodes.Status400BadRequest);
            return;
        }
        Task answer;
        lock (call.World.Gate)
            answer = PermanentUrl.Resolve(call.World.Store, call.Path) is { } resource ? Patch(call, resource, steps)
                : call.Rules.Dav.CreatesByProppatch() ? Create(call, steps)
                : call.AnswerAsync(StatusCodes.Status404NotFound);
        await answer;
    }

    static Task Patch(WorldCall call, Resource resource, IReadOnlyList<PropertyStep> steps)
    {
        if (!call.May(resource, Rights.Write))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if ((Preconditions.Refuse(call, resource) ?? LockGuard.Refuse(call, resource)) is { } refusal)
            return refusal;
        var patch = PropertyPatch.Judge(call, resource, steps);
        patch.Apply(call, resource);
        ReplTokens.Tell(call, resource);
        var isBrief = call.Rules.Dav.IsBrief(call.Request.Headers);
        if (isBrief && !patch.IsRefused)
            return call.AnswerAsync(StatusCodes.Status200OK);
        var document = new PropertyMultiStatus();
        document.Open(call.Origin + DavPaths.Of(resource));
        patch.Describe(document, isBrief);
        document.Close();
        return document.AnswerAsync(call);
    }

    static Task Create(WorldCall call, IReadOnlyList<PropertyStep> steps) =>
        NewPlace.Refuse(call, out var place) ?? Creation.WithProperties(call, place, steps,
            () => call.World.Store.Create(place.Folder, place.Name, false, ContentClasses.Item), isFolder: false);
}
