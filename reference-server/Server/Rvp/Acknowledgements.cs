using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>Counts the answers of final destinations until the sender can be answered. Source: RVP draft 5.6 and 8.</summary>
/// <param name="ack">Deep only.</param>
/// <param name="count">Destinations, 1 upwards.</param>
sealed class Acknowledgements(AckType ack, int count)
{
    readonly Lock gate = new();
    int answered;
    int taken;
    int? refused;

    /// <summary>Called once, when it is decided.</summary>
    public Action Decided { get; set; } = () => { };

    /// <summary>The answer: 200, what the only destination answered, or 500; null while it is open.</summary>
    public int? Status { get; private set; }

    /// <param name="status">What a destination answered; null for nothing.</param>
    public void Add(int? status)
    {
        lock (gate)
        {
            answered++;
            if (status is >= 200 and < 300)
                taken++;
            else if (status is >= 400 and < 600)
                refused = status;
            if (Status is not null || Decide() is not { } decided)
                return;
            Status = decided;
        }
        Decided();
    }

    int? Decide() =>
        ack == AckType.DeepOr && taken > 0 ? StatusCodes.Status200OK
        : answered < count ? null
        : taken == count ? StatusCodes.Status200OK
        : count == 1 && refused is { } own ? own
        : StatusCodes.Status500InternalServerError;
}
