using System.Security.Cryptography;
using System.Text;

namespace Conformance.Harness.Wire.Authentication;

/// <summary>Computes the Authorization value for a Digest challenge. Source: RFC 7616, section 3.4.</summary>
static class DigestAnswer
{
    /// <summary>Why a challenge cannot be answered, a sentence; null when it can.</summary>
    public static string? Fault(Challenge challenge)
    {
        if (challenge["nonce"] is null || challenge["realm"] is null)
            return "The Digest challenge lacks its nonce or its realm.";
        if (Hash(challenge) is null)
            return $"The Digest algorithm '{challenge["algorithm"]}' is not known; MD5 and SHA-256 are.";
        return challenge["qop"] is { } qop && !Qualities(qop).Contains("auth")
            ? $"The Digest quality '{qop}' is not offered here; auth is."
            : null;
    }

    public static string Make(
        Challenge challenge, string user, string password, string method, string target, int count, string clientNonce)
    {
        var hash = Hash(challenge)!;
        var (realm, nonce) = (challenge["realm"]!, challenge["nonce"]!);
        var hasQuality = challenge["qop"] is not null;
        var number = count.ToString("x8");
        var secret = hash($"{user}:{realm}:{password}");
        if (Algorithm(challenge).EndsWith("-sess", StringComparison.OrdinalIgnoreCase))
            secret = hash($"{secret}:{nonce}:{clientNonce}");
        var request = hash($"{method}:{target}");
        var response = hasQuality
            ? hash($"{secret}:{nonce}:{number}:{clientNonce}:auth:{request}")
            : hash($"{secret}:{nonce}:{request}");
        var hidesUser = "true".Equals(challenge["userhash"], StringComparison.OrdinalIgnoreCase);

        var value = new StringBuilder("Digest ");
        value.Append($"username={Quote(hidesUser ? hash($"{user}:{realm}") : user)}, realm={Quote(realm)}, ");
        value.Append($"uri={Quote(target)}, nonce={Quote(nonce)}, response=\"{response}\"");
        if (challenge["algorithm"] is { } algorithm)
            value.Append($", algorithm={algorithm}");
        if (hasQuality)
            value.Append($", qop=auth, nc={number}");
        if (hasQuality || Algorithm(challenge).EndsWith("-sess", StringComparison.OrdinalIgnoreCase))
            value.Append($", cnonce={Quote(clientNonce)}");
        if (challenge["opaque"] is { } opaque)
            value.Append($", opaque={Quote(opaque)}");
        if (hidesUser)
            value.Append(", userhash=true");
        return value.ToString();
    }

    static string Algorithm(Challenge challenge) => challenge["algorithm"] ?? "MD5";

    static string[] Qualities(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    /// <remarks>Texts are hashed as UTF-8; the header itself carries the same bytes as Latin-1 characters.</remarks>
    static Func<string, string>? Hash(Challenge challenge) => Algorithm(challenge).ToUpperInvariant() switch
    {
        // MD5 is weak, and what the servers of the time ask for.
#pragma warning disable CA5351
        "MD5" or "MD5-SESS" => text => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text))),
#pragma warning restore CA5351
        "SHA-256" or "SHA-256-SESS" => text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        _ => null,
    };

    static string Quote(string text) =>
        $"\"{RequestBytes.Text(Encoding.UTF8.GetBytes(text.Replace("\\", "\\\\").Replace("\"", "\\\"")))}\"";
}
