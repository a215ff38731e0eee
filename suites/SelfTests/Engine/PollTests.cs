using Conformance.Engine;
using Conformance.Engine.Profiles;
using Conformance.Engine.Subscriptions;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

[Parallelizable(ParallelScope.All)]
public class PollTests
{
    [Test]
    public void Of_many_POLLs_at_once_one_sees_the_event()
    {
        var world = Worlds.New();
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        for (var round = 0; round < 500; round++)
        {
            lock (world.Gate)
                world.Store.Write(world.Store.Find("/public/subtest/m") ?? world.Item(world.Subtest(), "m"), [], null);
            var fired = 0;
            Parallel.For(0, 4, _ =>
            {
                if (world.Poll(subscription) == IdStatus.Fired)
                    Interlocked.Increment(ref fired);
            });
            Assert.That(fired, Is.EqualTo(1), $"round {round}");
        }
    }

    [Test]
    public void The_flag_itself_is_taken_once_without_any_lock()
    {
        var world = Worlds.New();
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        var taken = 0;
        var done = false;
        const int events = 2_000;
        Parallel.Invoke(
            () => Take(() => subscription.TakeEvent()),
            () => Take(() => subscription.TakeEvent()),
            () =>
            {
                for (var i = 0; i < events; i++)
                {
                    subscription.SetEvent();
                    SpinWait.SpinUntil(() => !subscription.HasEvent);
                }
                Volatile.Write(ref done, true);
            });
        Assert.That(taken, Is.EqualTo(events));

        void Take(Func<bool> take)
        {
            while (!Volatile.Read(ref done))
                if (take())
                    Interlocked.Increment(ref taken);
        }
    }

    [Test]
    public void An_id_is_matched_for_its_owner_at_its_location_only()
    {
        var world = Worlds.New();
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        Assert.That(world.Poll(subscription, "user1"), Is.EqualTo(IdStatus.Unmatched));
        Assert.That(world.Poll(subscription, location: "/public"), Is.EqualTo(IdStatus.Unmatched));
        Assert.That(world.Poll(subscription, location: "/PUBLIC/SubTest/"), Is.EqualTo(IdStatus.Quiet));
        world.Profile = Profile.TryParse("observed", out _)!;
        Assert.That(world.Poll(subscription, location: "/public"), Is.EqualTo(IdStatus.Quiet));
    }

    [TestCase("strict C-03-mixed/inner", true, IdStatus.Fired, IdStatus.Unmatched, IdStatus.Quiet)]
    [TestCase("strict C-03-mixed/outer", false, IdStatus.Quiet, IdStatus.Unmatched, IdStatus.Fired)]
    public void A_mixed_list_is_reported_or_refused_and_then_nothing_is_spent(
        string profile, bool isReported, IdStatus live, IdStatus dead, IdStatus next)
    {
        var world = Worlds.New();
        world.Profile = Profile.TryParse(profile, out _)!;
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        world.Item(world.Subtest(), "m");
        var statuses = new IdStatus[2];
        Assert.That(world.Subscriptions.Poll([(ulong)subscription.Id, 99], "/public/subtest", "user0", statuses), Is.EqualTo(isReported));
        Assert.That(statuses, Is.EqualTo(new[] { live, dead }));
        Assert.That(world.Poll(subscription), Is.EqualTo(next));
    }

    [Test]
    public void A_deleted_target_tells_its_event_once_and_is_gone_then()
    {
        var world = Worlds.New();
        var folder = world.Folder("F");
        var subscription = world.Watch(folder, NotificationType.Delete, 0);
        world.Store.Delete(folder);
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Fired));
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Gone));
        world.Folder("F");
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Gone), "another folder of that name is not the target");
    }

    [Test]
    public void Each_id_of_one_POLL_is_told_of_its_own_target_though_the_names_are_the_same()
    {
        var world = Worlds.New();
        var old = world.Folder("F");
        var onOld = world.Watch(old, NotificationType.Update);
        world.Store.Delete(old);
        var onNew = world.Watch(world.Folder("F"), NotificationType.Update);
        Assert.That(Told(), Is.EqualTo(new[] { IdStatus.Fired, IdStatus.Quiet }));
        Assert.That(Told(), Is.EqualTo(new[] { IdStatus.Gone, IdStatus.Quiet }));

        IdStatus[] Told()
        {
            var statuses = new IdStatus[2];
            world.Subscriptions.Poll([(ulong)onOld.Id, (ulong)onNew.Id], "/public/subtest/F", "user0", statuses);
            return statuses;
        }
    }

    [Test]
    public void An_owner_holds_no_more_subscriptions_than_the_limit_and_expired_ones_do_not_count()
    {
        var world = Worlds.New(limits: new Limits { SubscriptionsPerAccountMax = 2, LeaseSecondsMin = 1 });
        world.Watch(world.Subtest(), NotificationType.Update, seconds: 1);
        world.Watch(world.Subtest(), NotificationType.Update);
        Assert.That(world.Watch(world.Subtest(), NotificationType.Update), Is.Null);
        Assert.That(world.Watch(world.Subtest(), NotificationType.Update, owner: "user1"), Is.Not.Null);
        world.PassAsync(2).GetAwaiter().GetResult();
        Assert.That(world.Watch(world.Subtest(), NotificationType.Update), Is.Not.Null);
    }

    [Test]
    public void Ids_count_up_from_the_first_and_are_not_reused()
    {
        var world = Worlds.New(limits: new Limits { FirstSubscriptionId = 8 });
        var first = world.Watch(world.Subtest(), NotificationType.Update);
        world.Subscriptions.Unsubscribe([8], "/public/subtest", "user0", new IdStatus[1]);
        Assert.That(first.Id, Is.EqualTo(8));
        Assert.That(world.Poll(first), Is.EqualTo(IdStatus.Unmatched));
        Assert.That(world.Watch(world.Subtest(), NotificationType.Update).Id, Is.EqualTo(9));
    }
}
