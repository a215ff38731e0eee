using System.Security.Cryptography;

namespace Conformance.Harness.Wire.Authentication;

/// <summary>Digest with MD5 or SHA-256, their session forms, and quality auth or none. Source: RFC 7616; RFC 2617.</summary>
/// <remarks>A nonce that was accepted once is used again, with its count raised, until the target refuses it.</remarks>
/// <param name="clientNonce">Makes the client's nonce; random when null.</param>
public sealed class DigestAuthenticator(string user, string password, Func<string>? clientNonce = null) : IAuthenticator
{
    readonly Lock gate = new();
    readonly Func<string> clientNonce = clientNonce ?? (() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
    Challenge? current;
    int count;

    public IAuthenticationExchange Begin(string host) => new Exchange(this);

    public override string ToString() => $"Digest as {user}";

    /// <summary>The value for a request under the challenge in use; null while there is none.</summary>
    string? Answer(string method, string target)
    {
        Challenge challenge;
        int number;
        lock (gate)
        {
            if (current is null)
                return null;
            challenge = current;
            number = ++count;
        }

        return DigestAnswer.Make(challenge, user, password, method, target, number, clientNonce());
    }

    /// <returns>A fault, or null when the challenge can be answered.</returns>
    string? Take(HttpMessage answer)
    {
        var offered = Challenge.ReadAll(answer).Where(c => c.Is("Digest")).ToArray();
        if (offered.Length == 0)
            return $"The target offers no Digest: it asks with '{answer["WWW-Authenticate"]}'.";
        var faults = offered.Select(DigestAnswer.Fault).ToArray();
        var chosen = Array.IndexOf(faults, null);
        if (chosen < 0)
            return faults[0];
        lock (gate)
            (current, count) = (offered[chosen], 0);
        return null;
    }

    sealed class Exchange(DigestAuthenticator owner) : IAuthenticationExchange
    {
        bool hasAnswered;

        public Header? First(string method, string target) =>
            owner.Answer(method, target) is { } value ? new("Authorization", value) : null;

        public AuthenticationLeg Next(string method, string target, HttpMessage challenge)
        {
            var isStale = Challenge.ReadAll(challenge).Any(
                c => c.Is("Digest") && "true".Equals(c["stale"], StringComparison.OrdinalIgnoreCase));
            if (hasAnswered && !isStale)
                return AuthenticationLeg.Give($"The target does not accept {owner}: it answers {challenge.Status} to the right response.");
            if (owner.Take(challenge) is { } fault)
                return AuthenticationLeg.Give(fault);
            hasAnswered = true;
            return AuthenticationLeg.Send(owner.Answer(method, target)!);
        }

        public void Dispose()
        {
            // The nonce belongs to the authenticator and serves the next request.
        }
    }
}
