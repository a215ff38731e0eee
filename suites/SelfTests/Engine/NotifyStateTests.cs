using Conformance.Engine.Notifying;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

/// <summary>The state machine of telling an event, step by step.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NotifyStateTests
{
    static readonly DateTimeOffset now = new(2001, 7, 6, 19, 23, 12, TimeSpan.Zero);
    static readonly NotifyPace pace = new(TimeSpan.FromSeconds(7), 3, TimeSpan.FromSeconds(1800));

    [TestCase(0)]
    [TestCase(400)]
    public void The_first_event_is_due_once_the_delay_is_over(int delay) =>
        Assert.That(
            NotifyState.Idle.Heard(now, TimeSpan.FromSeconds(delay)),
            Is.EqualTo(new NotifyState(NotifyPhase.Gathering, now.AddSeconds(delay), 0)));

    [Test]
    public void A_further_event_does_not_prolong_the_delay()
    {
        var gathering = NotifyState.Idle.Heard(now, TimeSpan.FromSeconds(10));
        Assert.That(gathering.Heard(now.AddSeconds(9), TimeSpan.FromSeconds(10)), Is.EqualTo(gathering));
    }

    [Test]
    public void A_further_event_does_not_hasten_a_repeat()
    {
        var repeating = new NotifyState(NotifyPhase.Repeating, now.AddSeconds(7), 1);
        Assert.That(repeating.Heard(now, TimeSpan.Zero), Is.EqualTo(repeating));
    }

    [TestCase(0, NotifyPhase.Repeating, 7)]
    [TestCase(1, NotifyPhase.Repeating, 7)]
    [TestCase(2, NotifyPhase.Repeating, 7)]
    [TestCase(3, NotifyPhase.Resting, 1800)]
    public void Three_repeats_follow_the_first_datagram_and_then_a_rest(int told, NotifyPhase phase, int secondsToNext) =>
        Assert.That(
            new NotifyState(told == 0 ? NotifyPhase.Gathering : NotifyPhase.Repeating, now, told).Sent(now, pace),
            Is.EqualTo(new NotifyState(phase, now.AddSeconds(secondsToNext), told + 1)));

    [Test]
    public void After_the_rest_it_begins_anew() =>
        Assert.That(
            new NotifyState(NotifyPhase.Resting, now, 4).Sent(now, pace),
            Is.EqualTo(new NotifyState(NotifyPhase.Repeating, now.AddSeconds(7), 1)));

    [Test]
    public void An_event_ends_the_rest() =>
        Assert.That(
            new NotifyState(NotifyPhase.Resting, now.AddSeconds(1000), 4).Heard(now, TimeSpan.FromSeconds(2)),
            Is.EqualTo(new NotifyState(NotifyPhase.Gathering, now.AddSeconds(2), 0)));
}
