using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Dav.Properties;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Batch;

/// <summary>The methods of Exchange that act on several members of a collection. Source: Exchange SDK, topics of each.</summary>
static class BatchMethods
{
    /// <summary>BDELETE: 204 when all went, else 207 of those that did not.</summary>
    public static Task Delete(WorldCall call) => BatchRequest.Answer(call, "delete", request =>
    {
        var failed = request.Each((_, found) => Deletion.IsAllowed(call, found)
            ? Deletion.CarryOut(call, found)
            : new Outcome(StatusCodes.Status403Forbidden)).Where(one => !one.Outcome.IsSuccess).ToArray();
        return failed.Length == 0 ? call.AnswerAsync(StatusCodes.Status204NoContent) : BatchAnswer.WriteAsync(call, failed);
    });

    public static Task Copy(WorldCall call) => Transfer(call, "copy", moves: false);

    public static Task Move(WorldCall call) => Transfer(call, "move", moves: true);

    /// <summary>BPROPPATCH: 207. What is not there is not made: a batch changes members that are.</summary>
    public static Task Patch(WorldCall call) => BatchRequest.Answer(call, "propertyupdate", request =>
    {
        if (PropertyUpdate.Read(request.Root) is not { } steps)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        var isBrief = call.Rules.Dav.IsBrief(call.Request.Headers);
        var document = new PropertyMultiStatus();
        foreach (var target in request.Targets)
        {
            var found = target.Find(call, request.Collection);
            int? refusal = found is null ? StatusCodes.Status404NotFound
                : !call.May(found, Rights.Write) ? StatusCodes.Status403Forbidden
                : LockGuard.Judge(call, found)?.Status;
            document.Open(target.Href, refusal);
            if (refusal is null)
            {
                var patch = PropertyPatch.Judge(call, found, steps);
                patch.Apply(call, found!);
                patch.Describe(document, isBrief);
            }
            document.Close();
        }
        return document.AnswerAsync(call);
    });

    /// <summary>BPROPFIND: 207, each target as PROPFIND describes it.</summary>
    public static Task Find(WorldCall call) => BatchRequest.Answer(call, "propfind", request =>
    {
        if (PropfindMethod.DepthOf(call, request.Root) is not { } depth)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        var reached = new List<(BatchTarget Target, List<Resource>? Reached)>();
        var count = 0;
        foreach (var target in request.Targets)
        {
            List<Resource>? described = null;
            if (target.Find(call, request.Collection) is { } found && call.May(found, Rights.Read))
            {
                described = depth.Reach(call, found);
                count += described?.Count ?? 0;
                if (described is null || count > call.World.Limits.DeepResponsesMax)
                    return PropfindMethod.RefuseDepth(call);
            }
            reached.Add((target, described));
        }
        if (PropfindMethod.AsksTooMuch(call, request.Root, count))
            return call.AnswerAsync(StatusCodes.Status413PayloadTooLarge);
        var isBrief = call.Rules.Dav.IsBrief(call.Request.Headers);
        var document = new PropertyMultiStatus();
        foreach (var (target, described) in reached)
            if (described is null)
            {
                document.Open(target.Href, StatusCodes.Status404NotFound);
                document.Close();
            }
            else
                foreach (var one in described)
                    PropfindMethod.Describe(call, one, request.Root, document, isBrief);
        return document.AnswerAsync(call);
    });

    /// <summary>BCOPY and BMOVE: 207 of each target with the place where it is now. Destination names a collection.</summary>
    static Task Transfer(WorldCall call, string element, bool moves) => BatchRequest.Answer(call, element, request =>
    {
        var collection = TransferMethod.DestinationOf(call);
        if (TransferManner.Read(call, moves) is not { } manner || (collection is null && request.Targets.Any(target => target.Destination is null)))
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        return BatchAnswer.WriteAsync(call, request.Each((target, found) =>
        {
            if ((target.Destination ?? collection)!.Value.Path is not { } path)
                return new Outcome(StatusCodes.Status502BadGateway);
            var (transfer, refusal) = Dav.Transfer.Plan(
                call, found, target.Destination is null ? $"{path.TrimEnd('/')}/{found.Name}" : path, manner);
            return transfer?.CarryOut() ?? new Outcome(refusal);
        }));
    });
}
