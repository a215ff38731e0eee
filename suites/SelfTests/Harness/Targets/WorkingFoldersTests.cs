using Conformance.Harness.Targets;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets;

[TestFixture, Parallelizable(ParallelScope.All)]
public class WorkingFoldersTests
{
    static readonly Uri root = new("http://a.test/public/subtest/");

    [Test]
    public void On_the_bundled_server_a_scenario_has_the_same_folder_in_every_run()
    {
        var target = TargetText.Read(["url bundled", "clock control"]);

        Assert.That(WorkingFolders.For(target).For(root, "notification.poll.race", 0),
            Is.EqualTo(new Uri(root, "conformance-run-notification.poll.race/")));
        Assert.That(WorkingFolders.For(target).For(root, "notification.poll.race", 3).AbsolutePath, Does.EndWith("race-3/"));
    }

    [Test]
    public void On_a_foreign_target_no_two_runs_share_a_folder()
    {
        var target = TargetText.Read(["url http://a.test/"]);

        var names = Enumerable.Range(0, 100).Select(_ => WorkingFolders.For(target).For(root, "x", 0)).ToHashSet();

        Assert.That(names, Has.Count.EqualTo(100));
        Assert.That(names.All(n => root.IsBaseOf(n)), Is.True);
    }

    [Test]
    public void A_name_never_leaves_the_root() =>
        Assert.That(new WorkingFolders("t").For(root, "../../etc/É", 0).AbsolutePath, Is.EqualTo("/public/subtest/conformance-t-..-..-etc--/"));
}
