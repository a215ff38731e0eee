using System.Collections.Immutable;

namespace Conformance.Harness.Evidence.Html;

/// <summary>What the target said of a subscription.</summary>
public enum LeaseEvent
{
    Granted,

    /// <summary>By SUBSCRIBE with its id.</summary>
    Renewed,

    /// <summary>A POLL lists it without an event, which gives it its full time again.</summary>
    Quiet,

    /// <summary>A POLL lists it with an event, and gives it its full time again.</summary>
    Fired,

    /// <summary>A NOTIFY names it.</summary>
    Told,

    /// <summary>It is said to be gone.</summary>
    Gone,

    /// <summary>By UNSUBSCRIBE.</summary>
    Ended,
}

/// <param name="Index">Of the message that says it.</param>
public sealed record LeaseMark(int Index, TimeSpan At, LeaseEvent Event);

/// <summary>A stretch of time for which a lease was granted without a gap.</summary>
/// <param name="Until">When it was to run out, unless the target ended it before; may lie after the case.</param>
public sealed record LeaseSpan(TimeSpan From, TimeSpan Until);

/// <summary>The life of one subscription by the answers of the target.</summary>
/// <param name="Id">As the target wrote it.</param>
/// <param name="Seconds">The lifetime last granted; null when none was stated.</param>
public sealed record LeaseLine(
    string Id, string Actor, int? Seconds, ImmutableArray<LeaseMark> Marks, ImmutableArray<LeaseSpan> Spans)
{
    /// <summary>Of an unstated lifetime nothing can be drawn but where it begins.</summary>
    public static LeaseLine Begin(string id, string actor) => new(id, actor, null, [], []);

    public LeaseLine With(int index, TimeSpan at, LeaseEvent what, int? seconds = null)
    {
        var lease = this with { Marks = Marks.Add(new LeaseMark(index, at, what)), Seconds = seconds ?? Seconds };
        return what switch
        {
            LeaseEvent.Granted or LeaseEvent.Renewed or LeaseEvent.Quiet or LeaseEvent.Fired => lease.Extend(at),
            LeaseEvent.Gone or LeaseEvent.Ended => lease.Cut(at),
            _ => lease,
        };
    }

    /// <summary>A POLL after the end starts a new stretch: the target let the subscription live without a lease.</summary>
    LeaseLine Extend(TimeSpan at)
    {
        if (Seconds is not { } seconds)
            return this;
        var until = at + TimeSpan.FromSeconds(seconds);
        return Spans is [.., var last] && last.Until >= at
            ? this with { Spans = Spans.SetItem(Spans.Length - 1, last with { Until = until }) }
            : this with { Spans = Spans.Add(new LeaseSpan(at, until)) };
    }

    LeaseLine Cut(TimeSpan at) => Spans is [.., var last] && last.Until > at
        ? this with { Spans = Spans.SetItem(Spans.Length - 1, last with { Until = at }) }
        : this;
}
