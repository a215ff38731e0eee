using Conformance.Engine;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>Subscriptions do not change their id or type; a fault that wants that puts a changed copy in their place.</summary>
static class Copies
{
    public static Subscription Put(World world, Subscription old, int id, NotificationType type, Lease lease)
    {
        world.Subscriptions.Table.Remove(old);
        var fresh = new Subscription
        {
            Id = id,
            Owner = old.Owner,
            Location = old.Location,
            Target = old.Target,
            Type = type,
            Depth = old.Depth,
            CallBack = old.CallBack,
            DelaySeconds = old.DelaySeconds,
            Lease = lease,
        };
        world.Subscriptions.Table.Add(fresh);
        return fresh;
    }
}
