using System.Globalization;
using Conformance.Engine.Locks;

namespace Conformance.Server.Dav.Locking;

/// <summary>Lock tokens: renderings of a lock's id as a URN. Source: RFC 4918, 6.5.</summary>
/// <remarks>
/// <code>urn:uuid:1d0c5a3e-7b92-4f68-a1c4- + id, 12 hex</code>
/// The RFC wants tokens that are never given twice; ids are not, for as long as a store lives, which is in memory.
/// </remarks>
static class LockTokens
{
    const string Prefix = "urn:uuid:1d0c5a3e-7b92-4f68-a1c4-";
    const int Digits = 12;

    public static string Of(WriteLock held) => Of(held.Id);

    public static string Of(long id) => Prefix + id.ToString("x12", CultureInfo.InvariantCulture);

    /// <summary>False for what is no token of ours. UUIDs are read without case.</summary>
    public static bool TryRead(string token, out long id)
    {
        id = 0;
        return token.Length == Prefix.Length + Digits
            && token.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && long.TryParse(token.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }
}
