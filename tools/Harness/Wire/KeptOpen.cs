namespace Conformance.Harness.Wire;

/// <summary>What is known of a server's keeping connections open; pools to one server share it.</summary>
/// <remarks>
/// Some servers close after each answer and do not say so, against RFC 9112, section 9.6. A request that meets the close gets no
/// answer, and nothing is sent twice: so once a server has done it, each request gets a connection of its own.
/// </remarks>
public sealed class KeptOpen
{
    /// <summary>Long enough for a close that follows an answer to arrive, and paid once.</summary>
    static readonly TimeSpan trial = TimeSpan.FromMilliseconds(250);

    static readonly TimeSpan step = TimeSpan.FromMilliseconds(10);

    volatile bool isBroken;
    int tried;

    /// <summary>True once the server has closed a connection that it had promised to keep.</summary>
    public bool IsBroken => isBroken;

    public void Break() => isBroken = true;

    /// <summary>Looks, for the first connection that could be kept, whether the server leaves it open.</summary>
    public async ValueTask TryAsync(Connection connection)
    {
        if (Interlocked.Exchange(ref tried, 1) != 0)
            return;
        for (var waited = TimeSpan.Zero; waited < trial && !isBroken; waited += step)
        {
            await Task.Delay(step, TimeProvider.System).ConfigureAwait(false);
            isBroken = connection.HasClosedSoon;
        }
    }
}
