using Conformance.Engine.Storage;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

[Parallelizable(ParallelScope.All)]
public class StoreTests
{
    [Test]
    public void A_name_keeps_its_case_and_is_found_in_any()
    {
        var world = Worlds.New();
        var item = world.Item(world.Subtest(), "Straße.EML");
        Assert.That(world.Store.Find("/Public/SUBTEST/STRAßE.eml"), Is.SameAs(item));
        Assert.That(item.Path, Is.EqualTo("/public/subtest/Straße.EML"));
        Assert.That(() => world.Item(world.Subtest(), "straße.eml"), Throws.InvalidOperationException);
    }

    [Test]
    public void A_move_keeps_the_ids_of_a_whole_tree()
    {
        var world = Worlds.New();
        var (folder, other) = (world.Folder("F"), world.Folder("Other"));
        var item = world.Item(world.Folder("Inner", folder), "m");
        world.Store.Move(folder, other, "Moved");
        Assert.That(world.Store.Find("/public/subtest/Other/Moved/Inner/m"), Is.SameAs(item));
        Assert.That(world.Store.Find("/public/subtest/F"), Is.Null);
        Assert.That(world.Log.Entries[^1], Is.EqualTo(
            new Change(world.Log.Last, folder.Id, world.Subtest().Id, other.Id, ChangeKind.Moved, IsFolder: true)));
    }

    [TestCase("/public/subtest/Straße.EML", true)]
    [TestCase("/PUBLIC/Subtest/STRAßE.eml", true)]
    [TestCase("/public/subtest/xStraße.EML", false)]
    [TestCase("/public/subtest", false)]
    [TestCase("subtest/Straße.EML", false)]
    [TestCase("/other/public/subtest/Straße.EML", false)]
    [TestCase("/", false)]
    [TestCase("", false)]
    public void A_resource_is_at_a_path_where_that_path_finds_it(string path, bool isThere)
    {
        var world = Worlds.New();
        var item = world.Item(world.Subtest(), "Straße.EML");
        Assert.That(item.IsAt(path), Is.EqualTo(isThere));
        Assert.That(world.Store.Root.IsAt(path), Is.EqualTo(path == "/"));
    }

    [Test]
    public void A_folder_cannot_move_into_itself_and_the_store_stays_as_it_was()
    {
        var world = Worlds.New();
        var folder = world.Folder("F");
        var inner = world.Folder("Inner", folder);
        Assert.That(() => world.Store.Move(folder, inner, "F"), Throws.InvalidOperationException);
        Assert.That(world.Store.Find("/public/subtest/F/Inner"), Is.SameAs(inner));
    }

    [Test]
    public void A_copy_has_ids_of_its_own_and_the_same_content()
    {
        var world = Worlds.New();
        var folder = world.Folder("F");
        var item = world.Item(folder, "m");
        world.Store.Write(item, [1, 2], "text/plain");
        var name = new PropertyName("urn:test", "p");
        world.Store.SetProperties(item, [new(name, PropertyValue.OfText("v"))]);
        var copy = world.Store.Copy(folder, world.Subtest(), "Copy", _ => true);
        var copied = copy.Member("M")!;
        Assert.That(copied.Id, Is.Not.EqualTo(item.Id));
        Assert.That(copied.Body, Is.EqualTo(item.Body));
        Assert.That(copied.Properties[name].Text, Is.EqualTo("v"));
        Assert.That(world.Log.Entries[^1].Kind, Is.EqualTo(ChangeKind.CopiedIn));
    }

    [Test]
    public void Deleting_a_folder_logs_each_of_its_members_before_it()
    {
        var world = Worlds.New();
        var folder = world.Folder("F");
        var item = world.Item(folder, "m");
        var before = world.Log.Last;
        world.Store.Delete(folder);
        Assert.That(world.Log.After(before), Is.EqualTo(new[]
        {
            new Change(before + 1, item.Id, folder.Id, 0, ChangeKind.Deleted, IsFolder: false),
            new Change(before + 2, folder.Id, world.Subtest().Id, 0, ChangeKind.Deleted, IsFolder: true),
        }));
        Assert.That(world.Store.Find(item.Id), Is.Null);
        Assert.That(world.Folder("F").Id, Is.GreaterThan(folder.Id), "an id is never given twice");
    }

    [Test]
    public void The_read_flag_changes_without_the_modified_time()
    {
        var world = Worlds.New();
        var item = world.Item(world.Subtest(), "m");
        var modified = item.ModifiedAt;
        world.PassAsync(5).GetAwaiter().GetResult();
        world.Store.MarkRead(item, true);
        Assert.That((item.IsRead, item.ModifiedAt), Is.EqualTo((true, modified)));
        world.Store.Write(item, [], null);
        Assert.That(item.ModifiedAt, Is.EqualTo(modified.AddSeconds(5)));
    }

    [Test]
    public void A_full_log_lets_its_oldest_entries_go_and_keeps_its_numbers()
    {
        var world = Worlds.New(limits: new() { ChangesMax = 100 });
        var item = world.Item(world.Subtest(), "m");
        for (var i = 0; i < 500; i++)
            world.Store.Write(item, [], null);
        Assert.That(world.Log.Entries, Has.Count.LessThanOrEqualTo(100));
        Assert.That(world.Log.After(world.Log.Last - 3).Select(c => c.Number), Is.EqualTo(
            new[] { world.Log.Last - 2, world.Log.Last - 1, world.Log.Last }));
        world.Limits = world.Limits with { ChangesMax = 10 };
        for (var i = 0; i < 50; i++)
            world.Store.Write(item, [], null);
        Assert.That(world.Log.Entries, Has.Count.LessThanOrEqualTo(10), "the limit that holds now was asked");
    }

    [Test]
    public void What_clients_keep_is_sealed_by_a_secret_that_repeats_only_where_runs_must_read_the_same()
    {
        byte[][] repeated = [Key(isSimulated: true), Key(isSimulated: true)];
        byte[][] secret = [Key(isSimulated: false), Key(isSimulated: false)];
        Assert.That(repeated[0], Is.EqualTo(repeated[1]));
        Assert.That(secret[0], Is.Not.EqualTo(secret[1]).And.Not.EqualTo(repeated[0]));
        static byte[] Key(bool isSimulated) => [.. new Conformance.Engine.World(new Conformance.Engine.WorldSettings { IsSimulated = isSimulated }).SealKey];
    }
}
