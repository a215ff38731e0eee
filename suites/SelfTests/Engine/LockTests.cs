using Conformance.Engine;
using Conformance.Engine.Locks;
using Conformance.Engine.Storage;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

[Parallelizable(ParallelScope.All)]
public class LockTests
{
    const string Alice = "user0";

    [Test]
    public void A_lock_is_found_from_every_folder_around_it_and_from_no_other()
    {
        var world = Worlds.New();
        var outer = world.Folder("outer");
        var inner = world.Folder("inner", outer);
        var other = world.Folder("other");
        var held = Granted(world, world.Item(inner, "item"));
        Assert.That(world.Locks.Below(inner), Is.EqualTo(new[] { held }));
        Assert.That(world.Locks.Below(outer), Is.EqualTo(new[] { held }));
        Assert.That(world.Locks.Below(world.Store.Root), Is.EqualTo(new[] { held }));
        Assert.That(world.Locks.Below(other), Is.Empty);
        Assert.That(world.Locks.Below(held.Root), Is.Empty, "a root is not below itself");
    }

    [Test]
    public void A_tree_that_moves_leaves_its_locks_behind_and_those_of_others_alone()
    {
        var world = Worlds.New();
        var tree = world.Folder("tree");
        var inside = Granted(world, world.Item(tree, "inside"));
        var onTree = Granted(world, tree, isDeep: false);
        var beside = Granted(world, world.Item(world.Subtest(), "beside"));
        var above = Granted(world, world.Subtest(), LockScope.Shared, isDeep: false);
        world.Store.Move(tree, world.Folder("elsewhere"), "tree");
        Assert.That(new[] { inside, onTree, beside, above }.Select(l => world.Locks.Table.Find(l.Id)), Is.EqualTo(new[] { null, null, beside, above }));
        Assert.That(world.Locks.Below(world.Store.Root), Is.EquivalentTo(new[] { beside, above }));
    }

    [Test]
    public void A_tree_that_is_deleted_takes_its_locks_along()
    {
        var world = Worlds.New();
        var tree = world.Folder("tree");
        Granted(world, world.Item(tree, "inside"));
        Granted(world, tree, isDeep: false);
        world.Store.Delete(tree);
        Assert.That(world.Locks.Table.Count, Is.Zero);
        Assert.That(world.Locks.Below(world.Store.Root), Is.Empty);
    }

    [TestCase(599, false)]
    [TestCase(600, true)]
    public async Task Only_what_is_over_makes_room(int seconds, bool hasRoom)
    {
        var world = Worlds.New(limits: new Limits { LocksMax = 1 });
        Granted(world, world.Item(world.Subtest(), "one"), seconds: 600);
        Assert.That(world.Locks.HasRoom(), Is.False);
        await world.PassAsync(seconds);
        Assert.That(world.Locks.HasRoom(), Is.EqualTo(hasRoom));
        Assert.That(world.Locks.Lock(world.Item(world.Subtest(), "two"), Alice, Asking(600)), hasRoom
            ? Is.TypeOf<LockOutcome.Granted>()
            : Is.TypeOf<LockOutcome.Full>());
    }

    [Test]
    public async Task A_lock_that_was_refreshed_is_not_over_at_its_first_end()
    {
        var world = Worlds.New(limits: new Limits { LocksMax = 1 });
        var held = Granted(world, world.Item(world.Subtest(), "one"), seconds: 600);
        await world.PassAsync(500);
        world.Locks.Refresh(held, 600);
        await world.PassAsync(500);
        Assert.That(world.Locks.HasRoom(), Is.False);
        Assert.That(world.Locks.Covering(held.Root), Is.EqualTo(new[] { held }));
        await world.PassAsync(100);
        Assert.That(world.Locks.HasRoom());
        Assert.That(world.Locks.Table.Count, Is.Zero);
    }

    /// <summary>The table is an index; what it finds is what a look at every lock would find.</summary>
    [Test]
    public async Task Whatever_happens_the_index_finds_what_a_look_at_all_locks_finds()
    {
        var random = new Random(4918);
        var world = Worlds.New();
        var folders = new List<Resource> { world.Folder("f0") };
        var known = new List<WriteLock>();
        for (var step = 0; step < 2000; step++)
        {
            var folder = folders[random.Next(folders.Count)];
            switch (random.Next(6))
            {
                case 0 when folders.Count < 40:
                    folders.Add(world.Folder($"f{step}", folder));
                    break;
                case 1 when folders.Count > 5 && folder != folders[0]:
                    folders.RemoveAll(folder.Holds);
                    world.Store.Delete(folder);
                    break;
                case 2 when folders.Where(f => !folder.Holds(f)).ToArray() is { Length: > 0 } places && folder != folders[0]:
                    world.Store.Move(folder, places[random.Next(places.Length)], $"m{step}");
                    break;
                case 3 when known.Count > 0:
                    world.Locks.Release(known[random.Next(known.Count)]);
                    break;
                case 4:
                    await world.PassAsync(random.Next(1, 30));
                    break;
                default:
                    if (world.Locks.Lock(folder, Alice, Asking(random.Next(1, 600)) with { IsDeep = random.Next(4) == 0, Scope = LockScope.Shared })
                        is LockOutcome.Granted(var granted))
                        known.Add(granted);
                    break;
            }
            var inForce = known.Where(held => world.Locks.Table.Find(held.Id) is not null && !held.Lease.HasExpired(world.Now)).ToArray();
            var asked = folders[random.Next(folders.Count)];
            Assert.That(world.Locks.Below(asked), Is.EqualTo(inForce.Where(held => held.Root != asked && asked.Holds(held.Root))), $"step {step}");
            Assert.That(world.Locks.Covering(asked), Is.EquivalentTo(
                inForce.Where(held => held.Root == asked || (held.IsDeep && held.Root.Holds(asked)))), $"step {step}");
        }
        Assert.That(known, Has.Count.GreaterThan(300), "enough happened");
    }

    static WriteLock Granted(
        World world, Resource root, LockScope scope = LockScope.Exclusive, bool isDeep = true, long? seconds = null) =>
        ((LockOutcome.Granted)world.Locks.Lock(root, Alice, Asking(seconds) with { Scope = scope, IsDeep = isDeep })).Lock;

    static LockRequest Asking(long? seconds) => new(LockScope.Exclusive, true, null, seconds);
}
