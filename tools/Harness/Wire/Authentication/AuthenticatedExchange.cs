using System.Collections.Immutable;

namespace Conformance.Harness.Wire.Authentication;

/// <summary>A request and its answer, and the challenges on the way.</summary>
/// <param name="Legs">Every request that was sent with its reply; the last one is the answer.</param>
/// <param name="Fault">Why the proof could not go on, a sentence; empty when it could or was not asked for.</param>
public sealed record AuthenticatedReply(ImmutableArray<(HttpMessage Request, Reply Reply)> Legs, string Fault)
{
    public HttpMessage Request => Legs[^1].Request;

    public Reply Reply => Legs[^1].Reply;
}

/// <summary>Sends a request and answers the challenges it meets, all legs on one connection.</summary>
public static class AuthenticatedExchange
{
    /// <summary>NTLM needs three; a stale nonce one more.</summary>
    public const int MostLegs = 5;

    /// <param name="build">Builds the request with the proof; called once for each leg, with null for none.</param>
    /// <param name="authenticator">Null sends the request once, without any proof.</param>
    public static async Task<AuthenticatedReply> RunAsync(
        ConnectionPool pool,
        Endpoint endpoint,
        string actor,
        Func<Header?, HttpMessage> build,
        IAuthenticator? authenticator,
        TimeSpan patience,
        CancellationToken cancel = default)
    {
        using var proof = authenticator?.Begin(endpoint.Tls?.ServerName ?? endpoint.Host);
        var plain = build(null);
        var header = proof?.First(plain.Method, plain.Target);
        var legs = ImmutableArray.CreateBuilder<(HttpMessage, Reply)>(1);
        Connection? connection = null;
        try
        {
            while (true)
            {
                var request = header is null ? plain : build(header);
                if (connection is not { IsReusable: true })
                {
                    if (connection is not null)
                        await connection.DisposeAsync().ConfigureAwait(false);
                    var opening = await pool.RentAsync(endpoint, actor, cancel).ConfigureAwait(false);
                    connection = opening.Connection;
                    if (!opening.IsOpen)
                        return End(request, opening.Failure, "");
                }

                var reply = await connection!.ExchangeAsync(request, patience, cancel).ConfigureAwait(false);
                if (proof is null || reply is not Answered { Message.Status: 401 } refusal)
                    return End(request, reply, "");
                if (legs.Count + 1 >= MostLegs)
                    return End(request, reply, $"{authenticator} was challenged {MostLegs} times.");
                var (next, fault) = proof.Next(request.Method, request.Target, refusal.Message);
                if (next is null)
                    return End(request, reply, fault);
                legs.Add((request, reply));
                header = next;
            }
        }
        finally
        {
            if (connection is not null)
                await pool.ReturnAsync(actor, connection).ConfigureAwait(false);
        }

        AuthenticatedReply End(HttpMessage request, Reply reply, string fault)
        {
            legs.Add((request, reply));
            return new(legs.ToImmutable(), fault);
        }
    }
}
