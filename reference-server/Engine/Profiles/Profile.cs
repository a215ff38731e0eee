using System.Collections.Immutable;

namespace Conformance.Engine.Profiles;

/// <summary>A named set of readings: <c>strict</c>, <c>exchange2000</c>, <c>exchange2003</c> or <c>observed</c>.</summary>
/// <remarks>
/// No document tells the two Exchange versions apart in the notification protocol. <c>exchange2000</c> reads it as
/// <c>strict</c> does; <c>exchange2003</c> serves ids at any place of the store, because KDE and Slide, which were written
/// against Exchange and poll one URI for all they subscribed to, depend on it; <c>observed</c> does too.
/// Neither counts the uses of a nonce, because a client of presence does not.
/// Both call an MKCOL where something is already a conflict, as the replication topics of 2003 do, call rows new and hand
/// out a collblob each time, as clients of 2003 saw.
/// Written as <c>observed</c>, or with single readings after the name: <c>strict C-06/outside C-13/https</c>.
/// </remarks>
public sealed record Profile(string Name, Readings Readings)
{
    public static readonly Profile Strict = new("strict", new Readings());

    static readonly Readings of2003 = new()
    {
        LocationMustMatch = false,
        MkcolConflicts = true,
        ManifestSaysNew = true,
        QuietManifestHasBlob = true,
        DigestMustCount = false,
    };

    static readonly ImmutableDictionary<string, Profile> named = new[]
    {
        Strict,
        Strict with { Name = "exchange2000" },
        new Profile("exchange2003", of2003),
        new Profile("observed", of2003),
    }.ToImmutableDictionary(p => p.Name);

    /// <summary>Reads a profile's name and the readings after it.</summary>
    /// <returns>Null, and why, when a word is no profile or reading.</returns>
    public static Profile? TryParse(string text, out string? error)
    {
        error = null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !named.TryGetValue(words[0], out var profile))
        {
            error = $"There is no profile '{text}'; there are {string.Join(", ", named.Keys.Order(StringComparer.Ordinal))}.";
            return null;
        }
        var readings = profile.Readings;
        foreach (var word in words.AsSpan(1))
        {
            if (!Readings.Table.TryGetValue(word, out var apply))
            {
                error = $"There is no reading '{word}'; "
                    + $"there are {string.Join(", ", Readings.Table.Keys.Order(StringComparer.Ordinal))}.";
                return null;
            }
            readings = apply(readings);
        }
        return new Profile(string.Join(' ', words), readings);
    }
}
