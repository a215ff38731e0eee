using System.Globalization;

namespace Conformance.Server.Hosting;

/// <summary>How often each nonce has been used. Source: RFC 2617 3.2.2, <c>nc-value</c>.</summary>
/// <remarks>
/// Bounded: where too many nonces are in use the one used first is forgotten, and what is older than a forgotten one counts as used
/// up, so that forgetting never lets a request through a second time.
/// </remarks>
public sealed class NonceCounts
{
    readonly Lock gate = new();
    readonly Dictionary<string, long> highest = [];
    readonly Queue<(string Nonce, long Number)> order = new();
    long forgotten;
    long number;

    /// <summary>Numbers the nonces of a world, 1 upwards, so that no two clients share one.</summary>
    public long NextNumber() => Interlocked.Increment(ref number);

    /// <summary>Notes a use.</summary>
    /// <returns>False when the nonce was used with this count or a higher one, or has been forgotten.</returns>
    public bool Take(string nonce, long count, int noncesMax)
    {
        lock (gate)
        {
            if (highest.TryGetValue(nonce, out var last))
            {
                highest[nonce] = Math.Max(last, count);
                return count > last;
            }
            if (NumberOf(nonce) is not { } own || own <= forgotten)
                return false;
            while (order.Count >= noncesMax && order.TryDequeue(out var oldest))
            {
                highest.Remove(oldest.Nonce);
                forgotten = Math.Max(forgotten, oldest.Number);
            }
            highest[nonce] = count;
            order.Enqueue((nonce, own));
            return true;
        }
    }

    /// <summary>A nonce is <c>time.number-seal</c>, in hexadecimal.</summary>
    static long? NumberOf(string nonce) =>
        nonce.Split('.', '-') is [_, var text, ..]
        && long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var read)
            ? read
            : null;
}
