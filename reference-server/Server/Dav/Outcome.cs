using Conformance.Engine.Locks;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>What became of one resource that a request acts on.</summary>
/// <param name="Status">As for a request about this resource alone.</param>
sealed record Outcome(int Status)
{
    /// <summary>Members that could not be acted on; where there are any, an answer of its own is a 207 of them.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];

    /// <summary>The locks that kept it from being done; empty when there was another reason.</summary>
    public IReadOnlyList<WriteLock> Barring { get; init; } = [];

    /// <summary>What is at the destination now; null when nothing went anywhere.</summary>
    public Resource? Made { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300 && Obstacles.Count == 0;

    /// <summary>Null when no lock bars.</summary>
    public static Outcome? Locked(IReadOnlyList<WriteLock> barring) =>
        barring.Count == 0 ? null : new(StatusCodes.Status423Locked) { Barring = barring };

    /// <summary>Null when there is no obstacle.</summary>
    public static Outcome? Partial(IReadOnlyList<Obstacle> obstacles) =>
        obstacles.Count == 0 ? null : new(StatusCodes.Status207MultiStatus) { Obstacles = obstacles };

    /// <summary>Answers the request that was about this resource alone.</summary>
    public Task AnswerAsync(WorldCall call)
    {
        if (Obstacles.Count > 0)
            return HrefMultiStatus.AnswerAsync(call, Obstacles);
        if (Barring.Count > 0)
            return XmlAnswer.ErrorAsync(call, Status, "lock-token-submitted", LockGuard.RootsOf(call, Barring));
        if (Made is not null && Status == StatusCodes.Status201Created)
            call.Response.Headers.Location = call.Origin + DavPaths.Of(Made);
        return call.AnswerAsync(Status);
    }
}
