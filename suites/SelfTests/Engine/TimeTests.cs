using Conformance.Engine.Time;
using Conformance.Engine.Waiting;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

[Parallelizable(ParallelScope.All)]
public class TimeTests
{
    [Test]
    public async Task Time_stops_at_each_due_timer_in_order_and_shows_its_due_time()
    {
        var clock = new SimulatedClock(DateTimeOffset.UnixEpoch);
        var seen = new List<(string, double)>();
        Note("late", 30);
        Note("early", 10);
        await using var every = clock.CreateTimer(_ => Add("every"), null, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(12));
        await clock.AdvanceAsync(TimeSpan.FromSeconds(31), () => Task.CompletedTask);
        Assert.That(seen, Is.EqualTo(new[] { ("early", 10.0), ("every", 12.0), ("every", 24.0), ("late", 30.0) }));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(DateTimeOffset.UnixEpoch.AddSeconds(31)));

        void Note(string name, int seconds) =>
            clock.CreateTimer(_ => Add(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

        void Add(string name) => seen.Add((name, (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds));
    }

    [Test]
    public async Task A_timer_that_was_changed_or_disposed_does_not_fire_for_its_old_time()
    {
        var clock = new SimulatedClock(DateTimeOffset.UnixEpoch);
        var fired = 0;
        var changed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var disposed = clock.CreateTimer(_ => fired += 100, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        await disposed.DisposeAsync();
        await clock.AdvanceAsync(TimeSpan.FromSeconds(4), () => Task.CompletedTask);
        Assert.That(fired, Is.Zero);
        await clock.AdvanceAsync(TimeSpan.FromSeconds(4), () => Task.CompletedTask);
        Assert.That(fired, Is.EqualTo(1));
    }

    [Test]
    public async Task A_timer_that_rearms_itself_at_once_ends_in_an_error_not_in_a_hang()
    {
        var clock = new SimulatedClock(DateTimeOffset.UnixEpoch);
        ITimer? timer = null;
        timer = clock.CreateTimer(
            _ => timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await Assert.ThatAsync(
            () => clock.AdvanceAsync(TimeSpan.FromSeconds(1), () => Task.CompletedTask), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_wait_ends_once_by_change_by_time_or_by_hang_up()
    {
        var world = Worlds.New();
        var item = world.Item(world.Subtest(), "m");
        using var hangUp = new CancellationTokenSource();
        var byChange = Hold(CancellationToken.None);
        world.Store.Write(item, [], null);
        Assert.That(await byChange, Is.EqualTo(WaitEnd.Change));
        var byTime = Hold(CancellationToken.None);
        var byHangUp = Hold(hangUp.Token);
        await hangUp.CancelAsync();
        Assert.That(await byHangUp, Is.EqualTo(WaitEnd.HangUp));
        world.Activity.End();
        world.Activity.End();
        Assert.That(byTime.IsCompleted, Is.False);
        var advance = world.PassAsync(10);
        Assert.That(await byTime, Is.EqualTo(WaitEnd.Time));
        Assert.That(advance.IsCompleted, Is.False, "whoever held it has not answered yet");
        world.Activity.End();
        await advance;
        Assert.That(world.Waits.Count, Is.Zero);

        Task<WaitEnd?> Hold(CancellationToken cancel)
        {
            world.Activity.Begin();
            return world.Waits.HoldAsync([Ground.ItemsOf(world.Subtest().Id)], TimeSpan.FromSeconds(10), cancel);
        }
    }

    [Test]
    public async Task More_requests_than_the_limit_are_not_held()
    {
        var world = Worlds.New(limits: new() { HeldRequestsMax = 1 });
        world.Activity.Begin();
        var first = world.Waits.HoldAsync([], TimeSpan.FromHours(1), CancellationToken.None);
        Assert.That(await world.Waits.HoldAsync([], TimeSpan.FromHours(1), CancellationToken.None), Is.Null);
        world.Limits = world.Limits with { HeldRequestsMax = 2 };
        world.Activity.Begin();
        var second = world.Waits.HoldAsync([], TimeSpan.FromHours(1), CancellationToken.None);
        world.Waits.Close();
        Assert.That(await Task.WhenAll(first, second), Is.All.EqualTo(WaitEnd.Closed), "the limit that holds now was asked");
    }
}
