using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;
using NUnit.Framework;

namespace Conformance.SelfTests.Engine;

/// <summary>The event matrix: F is the folder subscribed to, m an item in F, g an item in a child of F.</summary>
[Parallelizable(ParallelScope.All)]
public class EventMatrixTests
{
    /// <summary>Subscriptions in the order of the table's columns.</summary>
    static readonly string[] columns =
        ["upd0 F", "upd1 F", "new F", "del1 F", "mov1 F", "mail F", "upd0 m", "del0 m", "mov0 m"];

    static readonly Dictionary<string, (string Fires, Action<Scene> Act)> rows = new()
    {
        ["a new member"] = ("-YY------", s => s.World.Item(s.F, "new")),
        ["m written"] = ("-Y----Y--", s => s.World.Store.Write(s.M, [1], null)),
        ["a property of m set"] = ("-Y----Y--", s => Set(s, s.M, "1")),
        ["a property of m removed"] = ("-Y----Y--", s => Set(s, s.M, null)),
        ["m read"] = ("-Y----Y--", s => s.World.Store.MarkRead(s.M, true)),
        ["a property of F set"] = ("YY-------", s => Set(s, s.F, "1")),
        ["m deleted"] = ("-Y-Y--YY-", s => s.World.Store.Delete(s.M)),
        ["m moved out"] = ("-Y--Y-Y-Y", s => s.World.Store.Move(s.M, s.Other, "m")),
        ["x moved in"] = ("-YY-Y----", s => s.World.Store.Move(s.X, s.F, "x")),
        ["x copied in"] = ("-YY------", s => s.World.Store.Copy(s.X, s.F, "x", _ => true)),
        ["m renamed"] = ("-Y--Y-Y-Y", s => s.World.Store.Move(s.M, s.F, "renamed")),
        ["a new folder in F"] = ("-YY------", s => s.World.Folder("child2", s.F)),
        ["mail delivered to F"] = ("-YY--Y---", s => s.World.Store.Create(
            s.F, "mail", false, ContentClasses.Message, kind: ChangeKind.Delivered)),
        ["a new grandchild"] = ("---------", s => s.World.Item(s.Child, "g2")),
        ["g deleted"] = ("---------", s => s.World.Store.Delete(s.G)),
        ["x written elsewhere"] = ("---------", s => s.World.Store.Write(s.X, [1], null)),
        ["mail delivered elsewhere"] = ("---------", s => s.World.Store.Create(
            s.Other, "mail", false, ContentClasses.Message, kind: ChangeKind.Delivered)),
        ["F deleted"] = ("YY-Y--YY-", s => s.World.Store.Delete(s.F)),
        ["F moved"] = ("YY--Y----", s => s.World.Store.Move(s.F, s.Other, "F")),
    };

    static IEnumerable<string> Actions => rows.Keys;

    [TestCaseSource(nameof(Actions))]
    public void Each_change_fires_the_subscriptions_that_name_it_and_no_others(string action)
    {
        var scene = new Scene();
        var (fires, act) = rows[action];

        act(scene);

        Assert.That(string.Concat(scene.Subscriptions.Select(s => s.HasEvent ? 'Y' : '-')), Is.EqualTo(fires),
            string.Join(", ", columns));
    }

    [Test]
    public void A_subscription_on_a_mailbox_hears_of_mail_in_any_of_its_folders()
    {
        var world = Worlds.New();
        var root = world.Watch(world.Store.Find("/exchange/user0")!, NotificationType.NewMail);
        world.Store.Create(world.Store.Find("/exchange/user0/inbox")!, "m", false, ContentClasses.Message, kind: ChangeKind.Delivered);
        Assert.That(root.HasEvent, Is.True);
    }

    [Test]
    public void Nobody_hears_of_what_he_may_no_longer_read()
    {
        var world = Worlds.New();
        var folder = world.Folder("F");
        var subscription = world.Watch(folder, NotificationType.Update, owner: "user1");
        world.Access.Set(folder, "user1", Rights.None);
        world.Item(folder, "m");
        Assert.That(subscription.HasEvent, Is.False);
        Assert.That(world.Poll(subscription, "user1"), Is.EqualTo(IdStatus.Denied));
        world.Access.Set(folder, "user1", Rights.Read);
        Assert.That(world.Poll(subscription, "user1"), Is.EqualTo(IdStatus.Quiet));
    }

    [Test]
    public void An_event_before_the_subscription_is_not_reported()
    {
        var world = Worlds.New();
        world.Item(world.Subtest(), "early");
        Assert.That(world.Poll(world.Watch(world.Subtest(), NotificationType.Update)), Is.EqualTo(IdStatus.Quiet));
    }

    [TestCase(1)]
    [TestCase(500)]
    public void A_change_is_held_against_those_who_watch_its_folder_however_many_watch_others(int unrelated)
    {
        var matched = 0;
        var world = Worlds.New(new Rules
        {
            Matches = (subscription, change, store) =>
            {
                matched++;
                return EventMatching.Matches(subscription, change, store);
            },
        });
        var (folder, other) = (world.Folder("F"), world.Folder("Other"));
        for (var i = 0; i < unrelated; i++)
            world.Watch(other, NotificationType.Update);
        for (var i = 0; i < 3; i++)
            world.Watch(folder, NotificationType.Update);
        world.Item(folder, "m");
        Assert.That(matched, Is.EqualTo(3));
    }

    [Test]
    public void A_replaced_rule_changes_that_and_nothing_else()
    {
        var world = Worlds.New(new Rules { SetEvent = _ => { } });
        var subscription = world.Watch(world.Subtest(), NotificationType.Update);
        world.Item(world.Subtest(), "m");
        Assert.That(world.Poll(subscription), Is.EqualTo(IdStatus.Quiet));
    }

    static void Set(Scene scene, Resource resource, string? value) => scene.World.Store.SetProperties(
        resource, [new(new PropertyName("urn:test", "p"), value is null ? null : PropertyValue.OfText(value))]);

    sealed class Scene
    {
        public Scene()
        {
            F = World.Folder("F");
            Other = World.Folder("Other");
            Child = World.Folder("Child", F);
            M = World.Item(F, "m");
            G = World.Item(Child, "g");
            X = World.Item(Other, "x");
            Subscriptions =
            [
                World.Watch(F, NotificationType.Update, 0), World.Watch(F, NotificationType.Update, 1),
                World.Watch(F, NotificationType.NewMember), World.Watch(F, NotificationType.Delete, 1),
                World.Watch(F, NotificationType.Move, 1), World.Watch(F, NotificationType.NewMail),
                World.Watch(M, NotificationType.Update), World.Watch(M, NotificationType.Delete),
                World.Watch(M, NotificationType.Move),
            ];
        }

        public World World { get; } = Worlds.New();
        public Resource F { get; }
        public Resource Other { get; }
        public Resource Child { get; }
        public Resource M { get; }
        public Resource G { get; }
        public Resource X { get; }
        public Subscription[] Subscriptions { get; }
    }
}
