using System.Xml.Linq;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Batch;

/// <summary>A request that acts on several members of a collection at once. Source: Exchange SDK, "BPROPFIND Method" and its kin.</summary>
/// <remarks>
/// 400 a body that is none, or names no target; 403; 404; 405 on an item; 412; 413 a long body, or too many targets. What a
/// condition holds for is the collection: it is judged once. The documents are silent on targets elsewhere; each is
/// answered as if nothing were there, so that a batch says no more than its collection does.
/// </remarks>
/// <param name="Collection">What the request is sent to.</param>
/// <param name="Root">Of the body.</param>
sealed record BatchRequest(WorldCall Call, Resource Collection, XElement Root, IReadOnlyList<BatchTarget> Targets)
{
    /// <summary>Reads the body, and answers by a function that holds the world's lock.</summary>
    /// <param name="element">The name of the body's root, in DAV:.</param>
    public static async Task Answer(WorldCall call, string element, Func<BatchRequest, Task> carryOut)
    {
        var (root, refusal) = await XmlRequest.ReadAsync(call);
        if (refusal is not null || root is null || root.Name != XName.Get(element, DavNames.Dav) || BatchTargets.Read(call, root) is not { } targets)
        {
            await call.AnswerAsync(refusal ?? StatusCodes.Status400BadRequest);
            return;
        }
        Task answer;
        lock (call.World.Gate)
            answer = Answer(call, root, targets, carryOut);
        await answer;
    }

    static Task Answer(WorldCall call, XElement root, IReadOnlyList<BatchTarget> targets, Func<BatchRequest, Task> carryOut)
    {
        if (targets.Count > call.World.Limits.BatchTargetsMax)
            return call.AnswerAsync(StatusCodes.Status413PayloadTooLarge);
        if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } collection)
            return call.AnswerAsync(StatusCodes.Status404NotFound);
        if (!collection.IsFolder)
            return Refusals.MethodAsync(call);
        return !call.May(collection, Rights.Read)
            ? call.AnswerAsync(StatusCodes.Status403Forbidden)
            : Preconditions.Refuse(call, collection) ?? carryOut(new BatchRequest(call, collection, root, targets));
    }

    /// <summary>Acts on each target in turn, where nothing is told as 404.</summary>
    public IReadOnlyList<(BatchTarget Target, Outcome Outcome)> Each(Func<BatchTarget, Resource, Outcome> act) =>
    [
        .. Targets.Select(target => (target, target.Find(Call, Collection) is { } found
            ? act(target, found)
            : new Outcome(StatusCodes.Status404NotFound))),
    ];
}
