namespace Conformance.Harness.Wire;

/// <summary>Keeps one idle connection per endpoint and actor, so that requests in a row share it.</summary>
/// <remarks>
/// A connection that the server has closed, or that holds bytes nobody asked for, is found before anything is sent
/// and replaced. Nothing is ever sent twice: if the server closes in the very moment of sending, the answer says so.
/// </remarks>
/// <param name="keptOpen">Shared by several pools to one server, which is put to a trial; null for what this pool finds out alone.</param>
public sealed class ConnectionPool(WireLimits limits, WireClock clock, KeptOpen? keptOpen = null) : IAsyncDisposable
{
    /// <summary>The most idle connections kept; a further one is closed instead.</summary>
    public const int MostIdle = 256;

    readonly Lock gate = new();
    readonly KeptOpen known = keptOpen ?? new();
    readonly Dictionary<(Endpoint, string), Connection> idle = [];
    bool isDisposed;

    /// <summary>Takes the actor's idle connection when it still lives, else opens a new one.</summary>
    public async ValueTask<Opening> RentAsync(Endpoint endpoint, string actor, CancellationToken cancel = default)
    {
        Connection? kept;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            idle.Remove((endpoint, actor), out kept);
        }

        if (kept is { IsReusable: true } && !known.IsBroken)
            return new(kept, null);
        if (kept is { HasClosedSoon: true })
            known.Break();
        if (kept is not null)
            await kept.DisposeAsync().ConfigureAwait(false);
        return await Connection.OpenAsync(endpoint, limits, clock, cancel).ConfigureAwait(false);
    }

    /// <summary>Gives a connection back; one that cannot be used again is closed.</summary>
    public async ValueTask ReturnAsync(string actor, Connection connection)
    {
        var spare = connection;
        if (connection.HasClosedInstead || connection.HasClosedSoon)
            known.Break();
        if (connection.IsReusable && keptOpen is not null)
            await keptOpen.TryAsync(connection).ConfigureAwait(false);
        if (connection.IsReusable && !known.IsBroken)
            lock (gate)
                if (!isDisposed && (idle.Count < MostIdle || idle.ContainsKey((connection.Endpoint, actor))))
                {
                    idle.Remove((connection.Endpoint, actor), out spare);
                    idle.Add((connection.Endpoint, actor), connection);
                }

        if (spare is not null)
            await spare.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>One request and its answer over the actor's connection.</summary>
    public async Task<Reply> ExchangeAsync(
        Endpoint endpoint, string actor, HttpMessage request, TimeSpan patience, CancellationToken cancel = default)
    {
        var opening = await RentAsync(endpoint, actor, cancel).ConfigureAwait(false);
        if (!opening.IsOpen)
            return opening.Failure;
        try
        {
            return await opening.Connection.ExchangeAsync(request, patience, cancel).ConfigureAwait(false);
        }
        finally
        {
            await ReturnAsync(actor, opening.Connection).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Connection[] rest;
        lock (gate)
        {
            isDisposed = true;
            rest = [.. idle.Values];
            idle.Clear();
        }

        foreach (var connection in rest)
            await connection.DisposeAsync().ConfigureAwait(false);
    }
}
