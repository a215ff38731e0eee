using Conformance.Engine;
using Conformance.Engine.Notifying;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>Subscriptions do not change their id, type or call-back; a fault that wants that puts a changed copy in their place.</summary>
static class Copies
{
    public static Subscription Put(World world, Subscription old, int id, NotificationType type, Lease lease)
    {
        world.Subscriptions.Table.Remove(old);
        var fresh = Of(old, id, type, lease, old.CallBack);
        world.Subscriptions.Table.Add(fresh);
        return fresh;
    }

    public static Subscription Of(Subscription old, int id, NotificationType type, Lease lease, CallBack? callBack) => new()
    {
        Id = id,
        Owner = old.Owner,
        Location = old.Location,
        Target = old.Target,
        Type = type,
        Depth = old.Depth,
        CallBack = callBack,
        DelaySeconds = old.DelaySeconds,
        Lease = lease,
    };
}
