using Conformance.Harness.Targets;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets;

[TestFixture, Parallelizable(ParallelScope.All)]
public class TargetFileTests
{
    [Test]
    public void A_value_takes_its_parts_from_the_lines_below_it()
    {
        var file = TargetText.File("url  http://a.test/", "account  alice", "  user  user0", "  password-variable  P");

        var account = file.Entries["account"].Single();
        Assert.Multiple(() =>
        {
            Assert.That(account.Head, Is.EqualTo("alice"));
            Assert.That(account["user"]!.Text, Is.EqualTo("user0"));
            Assert.That(account["user"]!.Origin.ToString(), Is.EqualTo("lab.target:3:3"));
            Assert.That(account["password-variable"]!.Text, Is.EqualTo("P"));
        });
    }

    [Test]
    public void Parts_in_one_line_read_as_parts_in_several()
    {
        var one = TargetText.File("account  alice | user user0 | password-variable P").Entries["account"].Single();
        var several = TargetText.File("account alice", "  user user0", "  password-variable P").Entries["account"].Single();

        Assert.That(one.ToString(), Is.EqualTo(several.ToString()));
        Assert.That(one["password-variable"]!.Origin.ToString(), Is.EqualTo("lab.target:1:31"));
    }

    [Test]
    public void Comments_and_blank_lines_say_nothing()
    {
        var file = TargetText.File("# a lab", "", "jobs 2", "  # deeper", "settle 1");

        Assert.That(file.Entries.Keys, Is.EquivalentTo(new[] { "jobs", "settle" }));
    }

    [TestCase("patince 10", "lab.target:1:1: unknown key 'patince'; did you mean 'patience'?")]
    [TestCase("colour red", "lab.target:1:1: unknown key 'colour'")]
    [TestCase("jobs", "lab.target:1:5: 'jobs' needs a value: NUMBER")]
    [TestCase("jobs\t3", "lab.target:1:5: a tab; write blanks")]
    [TestCase("   user x", "lab.target:1:4: a key starts at the margin, a part of its value after two blanks")]
    [TestCase("  user x", "lab.target:1:3: a part of a value without a key above it")]
    public void A_line_that_cannot_be_read_is_named_with_its_place(string line, string expected) =>
        Assert.That(TargetText.Errors(() => TargetText.File(line)), Is.EqualTo(new[] { expected }));

    [Test]
    public void A_key_that_stands_twice_points_to_the_first() =>
        Assert.That(TargetText.Errors(() => TargetText.File("jobs 2", "settle 1", "jobs 3")),
            Is.EqualTo(new[] { "lab.target:3:1: 'jobs' already stands in line 1" }));

    [Test]
    public void All_errors_are_told_at_once() =>
        Assert.That(TargetText.Errors(() => TargetText.File("jbs 2", "  user x", "ulr x")), Is.EqualTo(new[]
        {
            "lab.target:1:1: unknown key 'jbs'; did you mean 'jobs'?",
            "lab.target:3:1: unknown key 'ulr'; did you mean 'url'?",
        }));

    [Test]
    public void A_file_that_is_not_there_is_an_error_with_its_name()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "none.target");

        Assert.That(TargetText.Errors(() => TargetFile.Read(path)).Single(), Does.StartWith($"{path}:1:1: the target file cannot be read"));
    }

    [Test]
    public void The_commented_example_names_every_key()
    {
        var path = Path.Combine(TargetText.Root, "fixtures", "targets", "example.target");
        var text = File.ReadAllText(path);

        Assert.That(TargetKeys.All.Select(k => k.Name).Where(k => !text.Contains($"\n{k} ", StringComparison.Ordinal)
            && !text.Contains($"\n#   {k} ", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_commented_example_can_be_read()
    {
        var variables = new[] { "EXAMPLE_ALICE", "EXAMPLE_BOB", "EXAMPLE_POWERLESS", "EXAMPLE_API_KEY" }.ToDictionary(n => n, n => n + "!");
        var path = Path.Combine(TargetText.Root, "fixtures", "targets", "example.target");

        var target = TargetReader.Read(
            Settings.Resolve(TargetTextFlags.None, _ => null, TargetFile.Read(path)), name => variables.GetValueOrDefault(name));

        Assert.That(target["bob"]!.Password!.Reveal(), Is.EqualTo("EXAMPLE_BOB!"));
    }
}
