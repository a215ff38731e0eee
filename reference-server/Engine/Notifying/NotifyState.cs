namespace Conformance.Engine.Notifying;

public enum NotifyPhase
{
    /// <summary>Nothing to tell, or the client knows.</summary>
    Idle,

    /// <summary>An event happened; the delay runs, so that further events go into the same datagram.</summary>
    Gathering,

    /// <summary>Told and not acknowledged; it will be told again shortly.</summary>
    Repeating,

    /// <summary>Told as often as one may; silent until another event, or for half a lifetime.</summary>
    Resting,
}

/// <summary>How far the telling of an event has come.</summary>
/// <remarks>
/// <code>
/// Idle --event--> Gathering --delay--> Repeating --repeats used up--> Resting --event or half a lifetime--> Gathering
/// any  --POLL--> Idle
/// </code>
/// Source: Exchange SDK, "NOTIFY Method" and "Notification-Delay Header"; draft-goland-http-udp-00 bounds the repeats of a
/// message to three, each after up to 10 seconds. No document names an interval of the Exchange server.
/// </remarks>
/// <param name="DueAt">When it is to be told; without meaning while idle.</param>
/// <param name="Told">Datagrams sent for the events so far.</param>
public readonly record struct NotifyState(NotifyPhase Phase, DateTimeOffset DueAt, int Told)
{
    public static NotifyState Idle => default;

    /// <summary>An event happened: the delay begins with the first one, and later ones do not prolong it.</summary>
    public NotifyState Heard(DateTimeOffset now, TimeSpan delay) =>
        Phase is NotifyPhase.Gathering or NotifyPhase.Repeating ? this : new(NotifyPhase.Gathering, now + delay, 0);

    /// <summary>A datagram went out.</summary>
    public NotifyState Sent(DateTimeOffset now, NotifyPace pace)
    {
        var told = Phase is NotifyPhase.Resting ? 1 : Told + 1;
        return told <= pace.RepeatsMax
            ? new(NotifyPhase.Repeating, now + pace.Gap, told)
            : new(NotifyPhase.Resting, now + pace.Rest, told);
    }
}

/// <summary>How soon and how often a datagram that nobody acknowledged is repeated.</summary>
/// <param name="Gap">To the next repeat.</param>
/// <param name="RepeatsMax">After the first datagram.</param>
/// <param name="Rest">Silence after the last repeat.</param>
public readonly record struct NotifyPace(TimeSpan Gap, int RepeatsMax, TimeSpan Rest);
