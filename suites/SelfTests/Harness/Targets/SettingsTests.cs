using Conformance.Harness.Targets;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets;

[TestFixture, Parallelizable(ParallelScope.All)]
public class SettingsTests
{
    static readonly Dictionary<string, string> variables = new() { ["CONFORMANCE_PATIENCE"] = "30" };

    static string Line(Settings settings, string key) => settings.Describe().Single(l => l.Key == key) is var line
        ? $"{line.Value} ({line.Origin})"
        : "";

    [Test]
    public void A_flag_beats_a_variable_beats_the_file_beats_the_default()
    {
        var lines = new[] { "patience 20" };

        Assert.Multiple(() =>
        {
            Assert.That(Line(TargetText.Settings(lines, variables, ("patience", "40")), "patience"), Is.EqualTo("40 (--patience)"));
            Assert.That(Line(TargetText.Settings(lines, variables), "patience"), Is.EqualTo("30 (CONFORMANCE_PATIENCE)"));
            Assert.That(Line(TargetText.Settings(lines), "patience"), Is.EqualTo("20 (lab.target:1:10)"));
            Assert.That(Line(TargetText.Settings([]), "patience"), Is.EqualTo("10 (default)"));
        });
    }

    [Test]
    public void A_variable_holds_one_entry_per_line()
    {
        var settings = TargetText.Settings([], new Dictionary<string, string>
        {
            ["CONFORMANCE_ACCOUNT"] = "alice | user a\nbob | user b",
        });

        Assert.That(settings["account"].Select(e => e.Head), Is.EqualTo(new[] { "alice", "bob" }));
    }

    [Test]
    public void Secrets_are_starred_out_in_what_is_shown()
    {
        var settings = TargetText.Settings(["url bundled", "account alice", "  user user0", "  password geheim", "header X-Key", "  value geheim"]);

        Assert.That(string.Join('\n', settings.Describe()), Does.Not.Contain("geheim").And.Contain("password ***"));
    }

    [Test]
    public void An_unknown_part_is_an_error_with_a_suggestion() =>
        Assert.That(TargetText.Errors(() => TargetText.Settings(["account alice", "  usr x"])),
            Is.EqualTo(new[] { "lab.target:2:3: 'account' has no part 'usr'; did you mean 'user'?" }));

    [Test]
    public void A_part_of_a_plain_value_is_an_error() =>
        Assert.That(TargetText.Errors(() => TargetText.Settings(["jobs 2", "  user x"])),
            Is.EqualTo(new[] { "lab.target:2:3: 'jobs' has no parts, but 'user' stands here" }));

    [Test]
    public void A_flag_that_takes_one_value_refuses_two() =>
        Assert.That(TargetText.Errors(() => TargetText.Settings([], null, ("jobs", "1"), ("jobs", "2"))),
            Is.EqualTo(new[] { "--jobs: 'jobs' takes one value" }));

    [Test]
    public void Every_key_has_a_variable_of_its_own()
    {
        var names = TargetKeys.All.Select(k => k.Variable).ToArray();

        Assert.That(names, Is.Unique.And.All.Match("^CONFORMANCE_[A-Z_]+$"));
        Assert.That(names, Does.Not.Contain("CONFORMANCE_PASSWORD"), "that variable holds the password itself");
    }
}
