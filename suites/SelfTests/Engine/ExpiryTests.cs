using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Notifying;
using Conformance.Engine.Subscriptions;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

/// <summary>Subscriptions that nobody names again go when their leases run out, for the price of those that go.</summary>
[Parallelizable(ParallelScope.All)]
public class ExpiryTests
{
    [TestCase(3599, 1)]
    [TestCase(3600, 0)]
    public async Task A_subscription_that_is_never_polled_goes_with_its_lease(int seconds, int left)
    {
        var world = Worlds.New();
        world.Watch(world.Subtest(), NotificationType.Update);
        await world.PassAsync(seconds);
        Assert.That(world.Subscriptions.Table.Count, Is.EqualTo(left));
        Assert.That(world.Subscriptions.Expiry.Count, Is.EqualTo(left));
    }

    [Test]
    public async Task One_that_is_polled_stays_for_a_full_lease_more()
    {
        var world = Worlds.New();
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        await world.PassAsync(3000);
        world.Poll(subscription);
        await world.PassAsync(3599);
        Assert.That(world.Subscriptions.Table.Count, Is.EqualTo(1));
        await world.PassAsync(1);
        Assert.That(world.Subscriptions.Table.Count, Is.Zero);
    }

    [Test]
    public async Task One_that_was_renewed_for_a_shorter_time_goes_at_its_new_end()
    {
        var world = Worlds.New();
        var subscription = world.Watch(world.Subtest(), NotificationType.Update, seconds: 86_400);
        world.Subscriptions.Renew([(ulong)subscription.Id], subscription.Location, "user0", 60, null, new IdStatus[1], out _);
        await world.PassAsync(60);
        Assert.That(world.Subscriptions.Table.Count, Is.Zero);
    }

    [Test]
    public void What_was_cancelled_is_not_kept_for_its_lease()
    {
        var world = Worlds.New();
        for (var i = 0; i < 100; i++)
        {
            var subscription = world.Watch(world.Subtest(), NotificationType.Update);
            world.Subscriptions.Unsubscribe([(ulong)subscription.Id], subscription.Location, "user0", new IdStatus[1]);
        }
        Assert.That(world.Subscriptions.Expiry.Count, Is.Zero);
    }

    [Test]
    public async Task Of_those_that_watch_one_folder_the_living_still_hear_of_it()
    {
        var world = Worlds.New();
        var all = Enumerable.Range(0, 10)
            .Select(i => world.Watch(world.Subtest(), NotificationType.Update, seconds: i % 3 == 0 ? 60 : 120)).ToArray();
        await world.PassAsync(60);
        world.Item(world.Subtest(), "m");
        Assert.That(
            all.Select(s => world.Poll(s)),
            Is.EqualTo(all.Select((_, i) => i % 3 == 0 ? IdStatus.Unmatched : IdStatus.Fired)));
    }

    [Test]
    public async Task A_rule_that_never_lets_a_lease_end_does_not_hang_the_clock()
    {
        var world = Worlds.New(new Rules { HasExpired = (_, _) => false });
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        await world.PassAsync(86_400);
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Quiet));
    }

    [Test]
    public async Task Nothing_is_kept_or_waited_for_in_a_world_that_closed()
    {
        var world = Worlds.New();
        world.Watch(world.Subtest(), NotificationType.Update);
        world.Close();
        Assert.That(world.Subscriptions.Expiry.Count, Is.Zero);
        await world.PassAsync(3600);
    }

    [Test]
    public async Task A_million_leases_go_when_they_are_over_and_a_sweep_looks_at_none_that_live()
    {
        const int many = 1_000_000;
        const int few = 1_000;
        var looks = 0;
        var documented = new Rules();
        var world = Worlds.New(documented with
        {
            HasExpired = (lease, now) =>
            {
                looks++;
                return documented.HasExpired(lease, now);
            },
        });
        for (var i = 1; i <= many; i++)
            world.Subscriptions.Table.Add(Unasked(world, i, i <= few ? 60 : 3600));

        await world.PassAsync(60);
        Assert.That(world.Subscriptions.Table.Count, Is.EqualTo(many - few));
        Assert.That(looks, Is.EqualTo(few));

        await world.PassAsync(3600);
        Assert.That(world.Subscriptions.Table.Count, Is.Zero);
        Assert.That(world.Subscriptions.Expiry.Count, Is.Zero);
        Assert.That(world.Subscriptions.Table.Watching(world.Subtest().Id), Is.Empty);
        Assert.That(world.Subscriptions.Table.CountOf("user0"), Is.Zero);
        Assert.That(looks, Is.EqualTo(many));
    }

    static Subscription Unasked(World world, int id, int seconds) => new()
    {
        Id = id,
        Owner = "user0",
        Location = "/public/subtest",
        Target = world.Subtest().Id,
        Type = NotificationType.Update,
        Depth = 1,
        Lease = Lease.Grant(world.Now, seconds),
    };
}
