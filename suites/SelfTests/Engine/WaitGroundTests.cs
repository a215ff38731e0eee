using Conformance.Engine;
using Conformance.Engine.Storage;
using Conformance.Engine.Waiting;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

/// <summary>A change ends the waits that it concerns, and no other.</summary>
[Parallelizable(ParallelScope.All)]
public class WaitGroundTests
{
    [Test]
    public async Task An_item_ends_the_waits_on_its_folder_and_none_on_the_folders_around_or_beside()
    {
        var world = Worlds.New();
        var (folder, beside) = (world.Folder("F"), world.Folder("G"));
        var on = Hold(world, Ground.ItemsOf(folder.Id));
        var others = new[]
        {
            Hold(world, Ground.ItemsOf(beside.Id)), Hold(world, Ground.ItemsOf(world.Subtest().Id)),
            Hold(world, Ground.FoldersBelow(world.Subtest().Id)), Hold(world, Ground.FoldersBelow(folder.Id)),
        };
        world.Item(folder, "m");
        Assert.That(await on, Is.EqualTo(WaitEnd.Change));
        Assert.That(others.Select(wait => wait.IsCompleted), Is.All.False);
    }

    [TestCase("create"), TestCase("rename"), TestCase("move"), TestCase("delete")]
    public async Task A_folder_ends_the_waits_on_the_folders_below_all_that_are_around_it(string change)
    {
        var world = Worlds.New();
        var (around, beside) = (world.Folder("F"), world.Folder("G"));
        var inner = world.Folder("Inner", around);
        var waits = new[] { Hold(world, Ground.FoldersBelow(around.Id)), Hold(world, Ground.FoldersBelow(world.Subtest().Id)) };
        var other = Hold(world, Ground.FoldersBelow(beside.Id));
        switch (change)
        {
            case "create":
                world.Folder("New", inner);
                break;
            case "rename":
                world.Store.Move(inner, around, "Renamed");
                break;
            case "move":
                world.Store.Move(inner, world.Subtest(), "Inner");
                break;
            default:
                world.Store.Delete(inner);
                break;
        }
        Assert.That(await Task.WhenAll(waits), Is.All.EqualTo(WaitEnd.Change));
        Assert.That(other.IsCompleted, Is.False);
    }

    static Task<WaitEnd?> Hold(World world, Ground ground) =>
        world.Waits.HoldAsync([ground], TimeSpan.FromHours(1), CancellationToken.None);
}
