namespace Conformance.Server.Hosting;

/// <param name="Number">1 upwards, in the order in which requests came.</param>
/// <param name="At">When it came, in the world's time.</param>
/// <param name="Target">As it was sent.</param>
/// <param name="Account">Empty for a caller without credentials, and until the request has ended.</param>
/// <param name="Status"><see cref="HungUp"/> when the client left before there was an answer; null until the request has ended.</param>
public readonly record struct RequestNote(
    long Number, DateTimeOffset At, string Method, string Target, string Account, int? Status)
{
    public const int HungUp = 0;
}

/// <summary>The requests that came to a world last: what came, from whom, and what became of it.</summary>
/// <remarks>
/// A ring, so that noting costs no memory beyond it. A request is there from its beginning: whoever has an answer finds his
/// request noted.
/// </remarks>
public sealed class RequestLog
{
    public const int KeptMax = 100;

    readonly Lock gate = new();
    readonly RequestNote[] ring = new RequestNote[KeptMax];
    long last;

    /// <summary>How many there were.</summary>
    public long Count
    {
        get
        {
            lock (gate)
                return last;
        }
    }

    /// <summary>The latest first.</summary>
    public RequestNote[] Latest(int max)
    {
        lock (gate)
        {
            var notes = new RequestNote[(int)Math.Min(Math.Min(max, KeptMax), last)];
            for (var i = 0; i < notes.Length; i++)
                notes[i] = ring[(last - 1 - i) % KeptMax];
            return notes;
        }
    }

    /// <returns>The number by which <see cref="End"/> knows it.</returns>
    internal long Begin(DateTimeOffset at, WorldCall call)
    {
        lock (gate)
        {
            var number = ++last;
            ring[(number - 1) % KeptMax] = new RequestNote(number, at, call.Request.Method, call.RawTarget, "", null);
            return number;
        }
    }

    internal void End(long number, WorldCall call, int status)
    {
        lock (gate)
        {
            // A held request may have been pushed out by later ones.
            ref var note = ref ring[(number - 1) % KeptMax];
            if (note.Number == number)
                note = note with { Account = call.Caller.Name, Status = status };
        }
    }
}
