using Conformance.Engine;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.SelfTests.Engine;

/// <summary>Short words for what engine tests set up.</summary>
static class Worlds
{
    public static World New(Rules? rules = null, Limits? limits = null) =>
        new(new WorldSettings { Rules = rules ?? new Rules(), Limits = limits ?? new Limits() });

    public static Resource Subtest(this World world) => world.Store.Find("/public/subtest")!;

    public static Resource Folder(this World world, string name, Resource? parent = null) =>
        world.Store.Create(parent ?? world.Subtest(), name, true, ContentClasses.MailFolder);

    public static Resource Item(this World world, Resource parent, string name) =>
        world.Store.Create(parent, name, false, ContentClasses.Item);

    public static Subscription Watch(
        this World world, Resource target, NotificationType type, int? depth = null, long? seconds = null, string owner = "user0") =>
        world.Subscriptions.Subscribe(target, owner, new SubscriptionRequest(type, depth, seconds, null, null))!;

    public static IdStatus Poll(this World world, Subscription subscription, string caller = "user0", string? location = null)
    {
        Span<IdStatus> statuses = stackalloc IdStatus[1];
        world.Subscriptions.Poll([(ulong)subscription.Id], location ?? subscription.Location, caller, statuses);
        return statuses[0];
    }

    public static Task PassAsync(this World world, double seconds) =>
        world.Simulated!.AdvanceAsync(TimeSpan.FromSeconds(seconds), world.Activity.WhenQuiet);
}
