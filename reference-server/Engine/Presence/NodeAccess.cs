namespace Conformance.Engine.Presence;

/// <summary>What one principal, or everybody else, may do.</summary>
/// <param name="Who">Null for all principals.</param>
/// <param name="Text">The principal as it was written; empty for all.</param>
/// <param name="Credentials">Whoever comes with none of these is treated as not listed.</param>
public sealed record AccessEntry(Principal? Who, string Text, Credentials Credentials, PresenceRights Grant, PresenceRights Deny)
{
    /// <summary>A denial goes before a grant.</summary>
    public PresenceRights Rights => Grant & ~Deny;
}

/// <summary>The ACL of a node: nothing is inherited, and a service stands for none of its users.</summary>
/// <remarks>
/// Source: RVP draft 5.7. It does not say how entries combine; here the principal's own entry decides alone, and where there is
/// none, or not for the credentials shown, the one for all. Not thread-safe: callers hold the world's lock.
/// </remarks>
public sealed class NodeAccess(Principal owner)
{
    /// <summary>What the owner keeps whatever he denies himself, so that he cannot lock himself out.</summary>
    const PresenceRights kept = PresenceRights.ReadAcl | PresenceRights.WriteAcl;

    /// <summary>What everybody may do who has no entry.</summary>
    public const PresenceRights Usual =
        PresenceRights.List | PresenceRights.Read | PresenceRights.SendTo | PresenceRights.Presence;

    public const Credentials UsualCredentials = Credentials.Assertion | Credentials.Digest | Credentials.Ntlm;

    readonly List<AccessEntry> entries = [];

    public Principal Owner { get; } = owner;

    public IReadOnlyList<AccessEntry> Entries => entries;

    /// <summary>Takes each entry in, in the place of the one that its principal had.</summary>
    /// <returns>False, and nothing was changed, when there would be more than allowed.</returns>
    public bool Merge(IReadOnlyCollection<AccessEntry> written, int max)
    {
        if (entries.Count(e => written.All(w => w.Who != e.Who)) + written.Count > max)
            return false;
        foreach (var entry in written)
            if (entries.FindIndex(e => e.Who == entry.Who) is >= 0 and var at)
                entries[at] = entry;
            else
                entries.Add(entry);
        return true;
    }

    /// <summary>Replaces all entries.</summary>
    public void Replace(IEnumerable<AccessEntry> written)
    {
        entries.Clear();
        entries.AddRange(written);
    }

    public PresenceRights RightsOf(Principal who, Credentials shown) =>
        Find(who, shown) is not { } entry ? PresenceRights.None
        : entry.Who == Owner ? entry.Rights | kept
        : entry.Rights;

    /// <summary>Whether a right is denied in words, which is more than not being granted.</summary>
    public bool Denies(Principal who, Credentials shown, PresenceRights right) =>
        Find(who, shown) is { } entry && (entry.Deny & right) != 0;

    AccessEntry? Find(Principal who, Credentials shown) =>
        entries.Find(e => e.Who == who && (e.Credentials & shown) != 0)
        ?? entries.Find(e => e.Who is null && (e.Credentials & shown) != 0);
}
