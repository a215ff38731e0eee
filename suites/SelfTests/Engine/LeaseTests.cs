using Conformance.Engine;
using Conformance.Engine.Profiles;
using Conformance.Engine.Subscriptions;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

[Parallelizable(ParallelScope.All)]
public class LeaseTests
{
    [TestCase(3599, IdStatus.Quiet)]
    [TestCase(3600, IdStatus.Unmatched)]
    [TestCase(3601, IdStatus.Unmatched)]
    public async Task A_lease_of_an_hour_ends_after_an_hour(int seconds, IdStatus expected)
    {
        var world = Worlds.New();
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        await world.PassAsync(seconds);
        Assert.That(world.Poll(subscription), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_POLL_restores_the_full_lease()
    {
        var world = Worlds.New();
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        await world.PassAsync(3599);
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Quiet));
        await world.PassAsync(3599);
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Quiet));
        await world.PassAsync(3601);
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Unmatched));
    }

    [Test]
    public async Task Where_a_POLL_does_not_refresh_the_lease_ends_in_spite_of_it()
    {
        var world = Worlds.New();
        world.Profile = Profile.TryParse("strict C-23/no-refresh", out _)!;
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        await world.PassAsync(3000);
        world.Poll(subscription);
        await world.PassAsync(601);
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Unmatched));
    }

    [TestCase(null, 3600)]
    [TestCase(600L, 600)]
    [TestCase(0L, 60)]
    [TestCase(59L, 60)]
    [TestCase(86_400L, 86_400)]
    [TestCase(1_000_000_000_000L, 86_400)]
    public void A_grant_is_what_was_asked_within_bounds(long? asked, int granted) =>
        Assert.That(new Rules().GrantLease(new Limits(), asked), Is.EqualTo(granted));

    [Test]
    public async Task A_renewal_without_a_lifetime_grants_the_earlier_one_again()
    {
        var world = Worlds.New();
        var subscription = world.Watch(world.Subtest(), NotificationType.Update, seconds: 600);
        await world.PassAsync(500);
        var statuses = new IdStatus[1];
        world.Subscriptions.Renew([(ulong)subscription.Id], "/public/subtest/", "user0", null, null, statuses, out _);
        Assert.That(statuses, Is.EqualTo(new[] { IdStatus.Done }));
        await world.PassAsync(599);
        Assert.That(subscription.Lease.HasExpired(world.Now), Is.False);
        await world.PassAsync(2);
        Assert.That(subscription.Lease.HasExpired(world.Now), Is.True);
    }

    [Test]
    public void A_refresh_never_shortens_a_lease()
    {
        var now = DateTimeOffset.UnixEpoch;
        var lease = Lease.Grant(now, 60);
        Assert.That(lease.Refresh(now.AddSeconds(-30)), Is.EqualTo(lease));
        Assert.That(lease.Refresh(now.AddSeconds(30)).ExpiresAt, Is.EqualTo(now.AddSeconds(90)));
    }
}
