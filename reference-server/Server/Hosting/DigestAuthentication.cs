using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Conformance.Engine;
using Conformance.Engine.Accounts;

namespace Conformance.Server.Hosting;

/// <summary>Digest with MD5 and quality <c>auth</c>, RFC 2617: what known clients of presence can do.</summary>
/// <remarks>
/// A nonce is the world's time and a number with a seal, so one that nobody has used costs nothing; it runs out after a day. Whether
/// it may be used again with a count that was there before is a matter of reading: RFC 2617 says no, and a known client never counts.
/// </remarks>
public sealed class DigestAuthentication(World world, NonceCounts counts)
{
    const int SealBytes = 8;
    static readonly TimeSpan nonceLife = TimeSpan.FromDays(1);

    /// <summary>The value of WWW-Authenticate.</summary>
    /// <param name="realm">Any text without quotes.</param>
    /// <param name="isStale">The client answered rightly, and is to do so again with the new nonce.</param>
    public string Challenge(string realm, bool isStale = false) =>
        $"Digest qop=\"auth\", realm=\"{realm}\", nonce=\"{NonceAt(world.Now)}\"{(isStale ? ", stale=true" : "")}";

    /// <summary>The account that a value of Authorization proves; null when it proves none.</summary>
    /// <param name="isNew">False when this nonce came before with this count or a higher one.</param>
    public Account? Find(string authorization, string method, out bool isNew)
    {
        isNew = true;
        var fields = Read(authorization);
        string? Field(string name) => fields.GetValueOrDefault(name);
        if (Field("username") is not { } name || Field("nonce") is not { } nonce || Field("response") is not { } response
            || Field("realm") is not { } realm || Field("uri") is not { } uri || !IsOurs(nonce)
            || world.Accounts.FirstOrDefault(a => a.Name.Equals(PlainName(name), StringComparison.OrdinalIgnoreCase)) is not { } account)
            return null;
        var secret = Hash($"{name}:{realm}:{account.Password}");
        var asked = Hash($"{method}:{uri}");
        var right = Field("qop") is { } quality
            ? Hash($"{secret}:{nonce}:{Field("nc")}:{Field("cnonce")}:{quality}:{asked}")
            : Hash($"{secret}:{nonce}:{asked}");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(right), Encoding.ASCII.GetBytes(response.ToLowerInvariant())))
            return null;
        isNew = counts.Take(nonce, CountOf(Field("nc")), world.Limits.NonceCountsMax);
        return account;
    }

    /// <summary>Eight hexadecimal digits; without quality there is no count, and such a nonce serves once.</summary>
    static long CountOf(string? text) =>
        long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var count) ? count : 1;

    /// <summary>Fields by name; quotes are taken off where a client put some.</summary>
    static ImmutableDictionary<string, string> Read(string authorization)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = authorization.AsSpan("Digest".Length);
        while (rest.IndexOf('=') is > 0 and var equals)
        {
            var name = rest[..equals].Trim(" \t,").ToString();
            rest = rest[(equals + 1)..].TrimStart();
            var isQuoted = rest is ['"', ..];
            var end = isQuoted ? rest[1..].IndexOf('"') + 1 : rest.IndexOf(',');
            if (end < 0 || (isQuoted && end == 0))
                end = rest.Length;
            fields[name] = rest[(isQuoted ? 1 : 0)..end].Trim().ToString();
            rest = rest[Math.Min(rest.Length, end + 1)..];
        }
        return fields.ToImmutable();
    }

    /// <summary>Clients of Windows put a domain before the name, with a slash of either kind.</summary>
    static string PlainName(string name) => name[(name.LastIndexOfAny(['\\', '/']) + 1)..];

    string NonceAt(DateTimeOffset time)
    {
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeSeconds():x}.{counts.NextNumber():x}");
        return $"{stamp}-{Seal(stamp)}";
    }

    string Seal(string stamp) => Convert.ToHexStringLower(
        HMACSHA256.HashData(world.SealKey.AsSpan(), Encoding.ASCII.GetBytes("nonce " + stamp)).AsSpan(0, SealBytes));

    bool IsOurs(string nonce) =>
        nonce.Split('-') is [var stamp, var seal] && seal == Seal(stamp)
        && long.TryParse(stamp.Split('.')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var second)
        && world.Now - DateTimeOffset.FromUnixTimeSeconds(second) < nonceLife;

    static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
