using System.Collections.Immutable;

namespace Conformance.Engine.Profiles;

/// <summary>What a POLL does when some of its ids match and some do not.</summary>
public enum MixedPoll
{
    ReportedInside,
    RefusedWhole,
}

/// <summary>What a POLL without credentials is told.</summary>
public enum StrangerPoll
{
    Challenged,
    Inner401,
    Inner409,
    Inner412,
}

/// <summary>How long datagrams for an event are repeated.</summary>
public enum NotifyRepeats
{
    UntilPoll,
    Never,
    UntilTimeout,
}

/// <summary>The choices a world makes where documents disagree. Each has a name, <c>family/choice</c>.</summary>
/// <remarks>The defaults are the profile <c>strict</c>: the letter of the documents.</remarks>
public sealed record Readings
{
    /// <summary>C-02: a POLL answer lists the fired ids in a Subscription-ID header too.</summary>
    public bool PollNamesFired { get; init; } = true;

    /// <summary>C-03-mixed.</summary>
    public MixedPoll MixedPoll { get; init; }

    /// <summary>C-04: POLL, renewal and UNSUBSCRIBE must name the location of their ids; else any place of the store will do.</summary>
    public bool LocationMustMatch { get; init; } = true;

    /// <summary>C-05.</summary>
    public StrangerPoll StrangerPoll { get; init; }

    /// <summary>C-06: a successful UNSUBSCRIBE is a 207 with an inner 200.</summary>
    public bool UnsubscribeReportsInside { get; init; } = true;

    /// <summary>C-07: a renewal acknowledges the events so far.</summary>
    public bool RenewalAcknowledges { get; init; }

    /// <summary>C-08.</summary>
    public NotifyRepeats NotifyRepeats { get; init; }

    /// <summary>C-13: answers use the https form of the Exchange namespace.</summary>
    public bool HttpsNamespace { get; init; }

    /// <summary>C-16: a renewal with headers of a new subscription is refused.</summary>
    public bool RenewalRefusesExtraHeaders { get; init; } = true;

    /// <summary>C-23: a POLL refreshes the leases of the ids it names.</summary>
    public bool PollRefreshes { get; init; } = true;

    /// <summary>An MKCOL where something is already conflicts with it (409), instead of being no method for it (405).</summary>
    public bool MkcolConflicts { get; init; }

    /// <summary>6.5: a manifest calls a resource that was made since the last one <c>new</c>, instead of changed.</summary>
    public bool ManifestSaysNew { get; init; }

    /// <summary>6.6: a manifest in which nothing changed hands out a collblob again.</summary>
    public bool QuietManifestHasBlob { get; init; }

    /// <summary>A nonce of Digest is not taken a second time with the same count. Source: RFC 2617 3.2.2; librvp never counts.</summary>
    public bool DigestMustCount { get; init; } = true;

    /// <summary>Every reading that can be chosen by name.</summary>
    public static ImmutableDictionary<string, Func<Readings, Readings>> Table { get; } =
        new Dictionary<string, Func<Readings, Readings>>
        {
            ["C-02/header"] = r => r with { PollNamesFired = true },
            ["C-02/absent"] = r => r with { PollNamesFired = false },
            ["C-03-mixed/inner"] = r => r with { MixedPoll = MixedPoll.ReportedInside },
            ["C-03-mixed/outer"] = r => r with { MixedPoll = MixedPoll.RefusedWhole },
            ["C-04/must-match"] = r => r with { LocationMustMatch = true },
            ["C-04/any-uri"] = r => r with { LocationMustMatch = false },
            ["C-05/outer"] = r => r with { StrangerPoll = StrangerPoll.Challenged },
            ["C-05/inner-401"] = r => r with { StrangerPoll = StrangerPoll.Inner401 },
            ["C-05/inner-409"] = r => r with { StrangerPoll = StrangerPoll.Inner409 },
            ["C-05/inner-412"] = r => r with { StrangerPoll = StrangerPoll.Inner412 },
            ["C-06/inside"] = r => r with { UnsubscribeReportsInside = true },
            ["C-06/outside"] = r => r with { UnsubscribeReportsInside = false },
            ["C-07/kept"] = r => r with { RenewalAcknowledges = false },
            ["C-07/spent"] = r => r with { RenewalAcknowledges = true },
            ["C-08/until-poll"] = r => r with { NotifyRepeats = NotifyRepeats.UntilPoll },
            ["C-08/once"] = r => r with { NotifyRepeats = NotifyRepeats.Never },
            ["C-08/until-timeout"] = r => r with { NotifyRepeats = NotifyRepeats.UntilTimeout },
            ["C-13/http"] = r => r with { HttpsNamespace = false },
            ["C-13/https"] = r => r with { HttpsNamespace = true },
            ["C-16/refused"] = r => r with { RenewalRefusesExtraHeaders = true },
            ["C-16/ignored"] = r => r with { RenewalRefusesExtraHeaders = false },
            ["C-23/refreshes"] = r => r with { PollRefreshes = true },
            ["C-23/no-refresh"] = r => r with { PollRefreshes = false },
            ["digest-count/counted"] = r => r with { DigestMustCount = true },
            ["digest-count/uncounted"] = r => r with { DigestMustCount = false },
            ["6.5/change"] = r => r with { ManifestSaysNew = false },
            ["6.5/new"] = r => r with { ManifestSaysNew = true },
            ["6.6/empty"] = r => r with { QuietManifestHasBlob = false },
            ["6.6/blob-again"] = r => r with { QuietManifestHasBlob = true },
        }.ToImmutableDictionary();
}
