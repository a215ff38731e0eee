using System.Collections.Immutable;
using System.Security.Cryptography;
using Conformance.Engine.Accounts;
using Conformance.Engine.Devices;
using Conformance.Engine.Locks;
using Conformance.Engine.Notifying;
using Conformance.Engine.Presence;
using Conformance.Engine.Profiles;
using Conformance.Engine.Replicating;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;
using Conformance.Engine.Time;
using Conformance.Engine.Waiting;

namespace Conformance.Engine;

/// <summary>How a world begins.</summary>
public sealed record WorldSettings
{
    /// <summary>Simulated time when true, else the machine's.</summary>
    public bool IsSimulated { get; init; } = true;

    /// <summary>Number of accounts: user0, user1, user2 (without rights on others' folders), user3, ...</summary>
    public int Accounts { get; init; } = 3;

    public Limits Limits { get; init; } = new();
    public Profile Profile { get; init; } = Profile.Strict;
    public Rules Rules { get; init; } = new();

    /// <summary>16 bytes that name the store to its clients. The default is that of the documented examples.</summary>
    public ImmutableArray<byte> StoreId { get; init; } = [.. Convert.FromHexString("8996592620A48A4393901C9368F7C518")];

    /// <summary>The logical host of the principals; null for whatever host clients call the server by.</summary>
    public string? ImHost { get; init; }

    /// <summary>Logical hosts of other presence services, and where each is reached.</summary>
    public ImmutableDictionary<string, PresenceRoute> ImRoutes { get; init; } =
        ImmutableDictionary.Create<string, PresenceRoute>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Presence takes Basic, which is no part of RVP, and asks for it beside Digest.</summary>
    public bool ImTakesBasic { get; init; }

    /// <summary>By which what clients keep for the world is sealed; null for a secret one, or on a simulated clock for one that repeats.</summary>
    /// <remarks>
    /// On a simulated clock it follows from <see cref="StoreId"/>, so that two runs read the same. Who forges a seal there gains
    /// nothing: rights are judged on each row, and what he says he knows is only left out.
    /// </remarks>
    public ImmutableArray<byte>? SealKey { get; init; }
}

/// <summary>One engine: a store with its accounts, counters, clock, limits, profile and rules. Worlds share nothing.</summary>
/// <remarks>
/// <see cref="Gate"/> guards the store, the log, the access list, the counters, the locks and the subscriptions.
/// It is held for short computations only, never across a wait.
/// </remarks>
public sealed class World
{
    public World(WorldSettings settings)
    {
        Limits = settings.Limits;
        Profile = settings.Profile;
        Rules = settings.Rules;
        Simulated = settings.IsSimulated ? new SimulatedClock(SimulatedClock.DocumentedStart) : null;
        Clock = (TimeProvider?)Simulated ?? TimeProvider.System;
        Counters = new Counters(Limits);
        Log = new ChangeLog(() => Limits);
        Waits = new Waits(Clock, Activity, () => Limits);
        StoreId = settings.StoreId;
        SealKey = settings.SealKey ?? (settings.IsSimulated
            ? [.. SHA256.HashData([.. "seal"u8, .. StoreId])]
            : [.. RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes)]);
        Subscriptions = new SubscriptionService(this);
        Locks = new LockService(this);
        Notifier = new Notifier(this);
        Presence = new PresenceService(this);
        Store = new Store(Counters, Log, Clock, OnChange);
        Accounts = Population.Settle(Store, Access, settings.Accounts);
    }

    public Lock Gate { get; } = new();
    public TimeProvider Clock { get; }

    /// <summary>The clock again when it is simulated, else null.</summary>
    public SimulatedClock? Simulated { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();
    public Activity Activity { get; } = new();
    public Counters Counters { get; }
    public ChangeLog Log { get; }
    public Store Store { get; }
    public AccessList Access { get; } = new();
    public DeviceTable Devices { get; } = new();
    public ImmutableArray<Account> Accounts { get; }
    public LockService Locks { get; }
    public SubscriptionService Subscriptions { get; }
    public Notifier Notifier { get; }
    public PresenceService Presence { get; }

    /// <summary>16 bytes; see <see cref="WorldSettings.StoreId"/>.</summary>
    public ImmutableArray<byte> StoreId { get; }

    /// <summary>See <see cref="WorldSettings.SealKey"/>.</summary>
    public ImmutableArray<byte> SealKey { get; }

    public BoundQueries Queries { get; } = new();
    public Waits Waits { get; }
    public Limits Limits { get; set; }
    public Profile Profile { get; set; }
    public Readings Readings => Profile.Readings;
    public Rules Rules { get; set; }

    public bool May(string account, Resource resource, Rights wanted) =>
        (Rules.RightsOf(Access, resource, account) & wanted) == wanted;

    /// <summary>As after a restart of the server: subscriptions and waits are gone, the store and its locks stay.</summary>
    public void Restart()
    {
        lock (Gate)
        {
            Notifier.Clear();
            Subscriptions.Clear();
        }
        Waits.Close();
    }

    /// <summary>Nothing is told or waited for any more.</summary>
    public void Close()
    {
        lock (Gate)
        {
            Notifier.Send = _ => { };
            Notifier.Clear();
            Presence.Close();
            Subscriptions.Clear();
        }
        Waits.Close();
    }

    void OnChange(Change change)
    {
        Locks.OnChange(change);
        EventRouter.Route(this, change);
        Waits.Wake(Ground.Of(change, Store));
    }
}
