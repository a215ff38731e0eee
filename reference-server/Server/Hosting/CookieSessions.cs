using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Conformance.Engine;
using Conformance.Engine.Accounts;

namespace Conformance.Server.Hosting;

/// <summary>Sessions of those who signed in with a form, each carried by a cookie that only this world can have written.</summary>
/// <remarks>
/// <c>NUMBER.EXPIRY.USER.SEAL</c>: the session's number, the second since 1970 in which it ends, the account's name and
/// HMAC-SHA256 over the three, the last two in base64url. The server keeps nothing but the numbers that were signed out of.
/// On a simulated clock the key repeats with the world, as its accounts' published passwords do.
/// </remarks>
public sealed class CookieSessions(World world)
{
    public const string CookieName = "sessionid";

    readonly Lock gate = new();
    readonly SortedDictionary<(long Expiry, long Number), bool> ended = [];
    readonly byte[] key = HMACSHA256.HashData(world.SealKey.AsSpan(), "session cookie"u8);
    long numbers;

    /// <summary>Begins a session; the value of its cookie.</summary>
    public string Begin(Account account)
    {
        var expiry = world.Now.ToUnixTimeSeconds() + world.Limits.SignInSecondsMax;
        var name = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(account.Name));
        var sealedText = string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref numbers)}.{expiry}.{name}");
        return $"{sealedText}.{SealOf(sealedText)}";
    }

    /// <summary>The account of a session; null for a cookie of another's making, and for a session that is over.</summary>
    public Account? Find(string cookie) =>
        Read(cookie) is { } session && session.Expiry > world.Now.ToUnixTimeSeconds() && !IsEnded(session)
            ? world.Accounts.FirstOrDefault(account => account.Name == session.Name)
            : null;

    /// <summary>Ends a session before its time: whoever kept a copy of the cookie is nobody from now on.</summary>
    public void End(string cookie)
    {
        if (Read(cookie) is not { } session)
            return;
        lock (gate)
        {
            var now = world.Now.ToUnixTimeSeconds();
            while (ended.Count > 0 && (ended.First().Key.Expiry <= now || ended.Count >= world.Limits.EndedSessionsMax))
                ended.Remove(ended.First().Key);
            ended[(session.Expiry, session.Number)] = true;
        }
    }

    Session? Read(string cookie)
    {
        var last = cookie.LastIndexOf('.');
        if (last < 0 || !CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(cookie[(last + 1)..]), Encoding.UTF8.GetBytes(SealOf(cookie[..last]))))
            return null;
        // What carries the seal was written by Begin.
        var parts = cookie[..last].Split('.');
        return new Session(
            long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture),
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[2])));
    }

    bool IsEnded(Session session)
    {
        lock (gate)
            return ended.ContainsKey((session.Expiry, session.Number));
    }

    string SealOf(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    readonly record struct Session(long Number, long Expiry, string Name);
}
