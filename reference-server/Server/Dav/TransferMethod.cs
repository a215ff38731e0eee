using Conformance.Server.Dav.Conditions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>COPY and MOVE. Source: RFC 4918, 9.8 and 9.9; Exchange SDK, "Allow-Rename Header".</summary>
/// <remarks>
/// 201 made, 204 in place of something; 207 naming members that could not be read, moved or replaced; 400 a missing or
/// malformed Destination, Depth or Overwrite; 403 no right, the same place, inside itself, or paths too long to be asked for;
/// 404; 409 no folder there; 412 a condition, or something is there and Overwrite is F; 423; 502 a destination on another
/// server; 507.
/// </remarks>
static class TransferMethod
{
    public static Task Answer(WorldCall call)
    {
        if (TransferManner.Read(call, moves: call.Request.Method == "MOVE") is not { } manner
            || DestinationOf(call) is not { } destination)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (destination.Path is not { } path)
            return call.AnswerAsync(StatusCodes.Status502BadGateway);
        lock (call.World.Gate)
        {
            if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } source)
                return call.AnswerAsync(StatusCodes.Status404NotFound);
            if (manner.Moves && Submission.IsAddress(path))
                return Preconditions.Refuse(call, source) ?? Submission.Answer(call, source, path);
            var (transfer, refusal) = Transfer.Plan(call, source, path, manner);
            return transfer is null
                ? call.AnswerAsync(refusal)
                : Preconditions.Refuse(call, source) ?? transfer.CarryOut().AnswerAsync(call);
        }
    }

    /// <summary>Null when there is none, or none that can be read.</summary>
    public static UrlReference? DestinationOf(WorldCall call) =>
        call.Request.Headers["Destination"] is [{ } destination] ? call.Rules.Dav.ReadDestination(call, destination) : null;
}
