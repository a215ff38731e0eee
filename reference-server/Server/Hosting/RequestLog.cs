namespace Conformance.Server.Hosting;

/// <param name="Number">1 upwards, in the order in which requests ended.</param>
/// <param name="At">When it came, in the world's time.</param>
/// <param name="Target">As it was sent.</param>
/// <param name="Account">Empty for a caller without credentials.</param>
/// <param name="Status">0 when the client hung up before there was an answer.</param>
public readonly record struct RequestNote(
    long Number, DateTimeOffset At, string Method, string Target, string Account, int Status);

/// <summary>The requests that a world answered last: what came, from whom, and what became of it.</summary>
/// <remarks>A ring, so that noting costs no memory beyond it.</remarks>
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

    internal void Note(DateTimeOffset at, WorldCall call, int status)
    {
        lock (gate)
        {
            var number = ++last;
            ring[(number - 1) % KeptMax] = new RequestNote(number, at, call.Request.Method, call.RawTarget, call.Caller.Name, status);
        }
    }
}
