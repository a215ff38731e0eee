using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Notifying;
using Conformance.Engine.Profiles;
using Conformance.Engine.Subscriptions;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

/// <summary>When a call-back subscription is told of its events, and when it is left in peace.</summary>
[Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NotifierTests
{
    static readonly CallBack box = new("httpu://127.0.0.1:40001/510", "127.0.0.1", 40001);

    readonly List<string> told = [];

    [Test]
    public void An_event_without_delay_is_told_at_once()
    {
        var world = New();
        Call(world, box);
        Change(world);
        Assert.That(told, Is.EqualTo(new[] { "0s /510: 1" }));
    }

    [Test]
    public async Task Events_within_the_delay_are_told_together_when_it_is_over()
    {
        var world = New();
        Call(world, box, delay: 400);
        Change(world);
        await world.PassAsync(399);
        Change(world);
        Assert.That(told, Is.Empty);
        await world.PassAsync(1);
        Assert.That(told, Is.EqualTo(new[] { "400s /510: 1" }));
    }

    [Test]
    public async Task What_nobody_acknowledges_is_repeated_three_times_within_half_a_minute()
    {
        var world = New();
        Call(world, box);
        Change(world);
        await world.PassAsync(30);
        Assert.That(told, Has.Count.EqualTo(4));
        await world.PassAsync(1500);
        Assert.That(told, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task After_half_the_lifetime_it_is_told_again()
    {
        var world = New();
        var subscription = Call(world, box);
        Change(world);
        await world.PassAsync(30);
        Assert.That(subscription.Notify.Phase, Is.EqualTo(NotifyPhase.Resting));
        await world.PassAsync(1800);
        Assert.That(told, Has.Count.GreaterThan(4));
    }

    [TestCase("strict", 1)]
    [TestCase("strict C-08/until-timeout", 4)]
    public async Task A_POLL_ends_the_repeats_unless_they_go_on_until_the_end(string profile, int expected)
    {
        var world = New(profile);
        var subscription = Call(world, box);
        Change(world);
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Fired));
        await world.PassAsync(30);
        Assert.That(told, expected == 1 ? Has.Count.EqualTo(1) : Has.Count.GreaterThanOrEqualTo(expected));
    }

    [Test]
    public async Task One_datagram_is_all_where_nothing_is_repeated()
    {
        var world = New("strict C-08/once");
        Call(world, box);
        Change(world);
        await world.PassAsync(60);
        Assert.That(told, Has.Count.EqualTo(1));
    }

    [Test]
    public void After_a_POLL_a_new_event_is_told_anew()
    {
        var world = New();
        var subscription = Call(world, box);
        Change(world);
        world.Poll(subscription);
        Change(world);
        Assert.That(told, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_renewal_ends_the_repeats_and_keeps_the_event()
    {
        var world = New();
        var subscription = Call(world, box);
        Change(world);
        Renew(world, subscription, null);
        await world.PassAsync(60);
        Assert.That(told, Has.Count.EqualTo(1));
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Fired));
    }

    [Test]
    public void A_renewal_may_change_the_delay()
    {
        var world = New();
        var subscription = Call(world, box, delay: 10);
        Renew(world, subscription, 999_999);
        Assert.That(subscription.DelaySeconds, Is.EqualTo(3600));
    }

    [Test]
    public async Task Nothing_is_told_after_an_UNSUBSCRIBE_or_the_end_of_the_lease()
    {
        var world = New();
        var cancelled = Call(world, box, delay: 10);
        Call(world, box, delay: 70, seconds: 60);
        Change(world);
        world.Subscriptions.Unsubscribe([(ulong)cancelled.Id], cancelled.Location, "user0", new IdStatus[1]);
        await world.PassAsync(100);
        Assert.That(told, Is.Empty);
        Assert.That(world.Notifier.Count, Is.Zero);
    }

    [Test]
    public async Task Nothing_is_told_once_the_owner_may_no_longer_read()
    {
        var world = New();
        Call(world, box, delay: 10);
        Change(world);
        lock (world.Gate)
            world.Access.Set(world.Subtest(), "user0", Rights.None);
        await world.PassAsync(30);
        Assert.That(told, Is.Empty);
    }

    [Test]
    public void Ids_with_one_call_back_are_told_together_and_others_apart()
    {
        var world = New();
        Call(world, box);
        Call(world, box);
        Call(world, box with { Uri = "httpu://127.0.0.1:40001/511" });
        Change(world);
        Assert.That(told, Is.EquivalentTo(new[] { "0s /510: 1,2", "0s /511: 3" }));
    }

    [Test]
    public void What_is_outside_type_or_scope_is_not_told()
    {
        var world = New();
        Call(world, box, type: NotificationType.Delete);
        Change(world);
        Assert.That(told, Is.Empty);
    }

    [Test]
    public void A_subscription_of_the_poll_model_is_not_told()
    {
        var world = New();
        world.Watch(world.Subtest(), NotificationType.Update);
        Change(world);
        Assert.That(told, Is.Empty);
    }

    [Test]
    public async Task One_host_is_told_so_much_in_a_second_and_the_rest_later()
    {
        var world = New("strict C-08/once", new Limits { NoticesPerHostAndSecondMax = 3 });
        for (var port = 40001; port <= 40007; port++)
            Call(world, new CallBack($"httpu://127.0.0.1:{port}/", "127.0.0.1", port));
        Change(world);
        Assert.That(told, Has.Count.EqualTo(3));
        await world.PassAsync(10);
        Assert.That(told, Has.Count.EqualTo(7));
    }

    [Test]
    public void A_host_has_so_many_subscriptions_and_no_more()
    {
        var world = New(limits: new Limits { CallBackSubscriptionsPerHostMax = 2 });
        var first = Call(world, box);
        Call(world, box);
        Assert.That(Subscribe(world, box, null, NotificationType.Update, null), Is.Null);
        world.Subscriptions.Unsubscribe([(ulong)first.Id], first.Location, "user0", new IdStatus[1]);
        Assert.That(Subscribe(world, box, null, NotificationType.Update, null), Is.Not.Null);
    }

    [Test]
    public void A_notice_to_all_names_no_ids()
    {
        var world = New();
        Call(world, box);
        Call(world, box);
        lock (world.Gate)
            world.Notifier.TellAll();
        Assert.That(told, Is.EqualTo(new[] { "0s /510: " }));
    }

    [Test]
    public async Task The_same_conversation_is_told_at_the_same_times()
    {
        for (var run = 0; run < 2; run++)
        {
            var world = New();
            Call(world, box);
            Change(world);
            await world.PassAsync(60);
        }
        Assert.That(told.Take(told.Count / 2), Is.EqualTo(told.Skip(told.Count / 2)));
    }

    World New(string profile = "strict", Limits? limits = null)
    {
        var world = Worlds.New(limits: limits);
        world.Profile = Profile.TryParse(profile, out _)!;
        world.Notifier.Send = notice => told.Add(
            $"{(world.Now - SimulatedStart).TotalSeconds}s {new Uri(notice.To.Uri).AbsolutePath}: {string.Join(",", notice.Ids)}");
        return world;
    }

    static DateTimeOffset SimulatedStart => Conformance.Engine.Time.SimulatedClock.DocumentedStart;

    static Subscription Call(
        World world, CallBack to, int? delay = null, NotificationType type = NotificationType.Update, long? seconds = null) =>
        Subscribe(world, to, delay, type, seconds)!;

    static Subscription? Subscribe(World world, CallBack to, int? delay, NotificationType type, long? seconds) =>
        world.Subscriptions.Subscribe(world.Subtest(), "user0", new SubscriptionRequest(type, null, seconds, to, delay));

    static void Change(World world)
    {
        lock (world.Gate)
            world.Item(world.Subtest(), $"m{world.Counters.NextResource()}");
    }

    static void Renew(World world, Subscription subscription, int? delay) => world.Subscriptions.Renew(
        [(ulong)subscription.Id], subscription.Location, "user0", null, delay, new IdStatus[1], out _);
}
