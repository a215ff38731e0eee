using Conformance.CommandLine;
using Conformance.CommandLine.Jobs;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.SelfTests.Layout;
using NUnit.Framework;

namespace Conformance.SelfTests.CommandLine;

/// <summary>The verbs that are about scenario files: fmt, lint, list, explain, coverage.</summary>
[Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ScenarioVerbsTests : IDisposable
{
    const string Untidy = "scenario a.b\n  source s\n  title t\n  needs x\n  catches nothing yet\n\n\n>>> GET /x\n<<< 200  # MUST POLL-01\n";

    readonly string folder = Directory.CreateTempSubdirectory("conformance-verbs-").FullName;
    readonly StringWriter output = new();
    readonly StringWriter error = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Fmt_check_names_what_is_not_canonical_and_changes_nothing()
    {
        var path = Write("a.b.scenario", Untidy);
        Assert.That(await FmtAsync(check: true), Is.EqualTo(ExitCode.NonConformance));
        Assert.That(output.ToString(), Does.Contain("a.b.scenario is not canonical"));
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo(Untidy));
    }

    [Test]
    public async Task Fmt_writes_the_canonical_form_once_and_leaves_nothing_beside_it()
    {
        var path = Write("a.b.scenario", Untidy);
        Assert.That(await FmtAsync(check: false), Is.EqualTo(ExitCode.GateMet));
        Assert.That(await File.ReadAllTextAsync(path), Does.StartWith("scenario a.b\n  title    t\n  source   s\n"));
        Assert.That(await FmtAsync(check: true), Is.EqualTo(ExitCode.GateMet));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Fmt_shows_where_a_file_cannot_be_read_and_still_does_the_others()
    {
        Write("a.a.scenario", "scenario a.a\n\nwhat is this\n");
        var other = Write("a.b.scenario", Untidy);
        Assert.That(await FmtAsync(check: false), Is.EqualTo(ExitCode.Usage));
        Assert.That(error.ToString(), Does.Contain("a.a.scenario:3:1: error").And.Contain("| ^"));
        Assert.That(await File.ReadAllTextAsync(other), Is.Not.EqualTo(Untidy));
    }

    [Test]
    public void A_file_that_is_not_there_is_a_wrong_use() =>
        Assert.That(
            async () => await new FmtJob(output, error).RunAsync(new FmtOptions([Path.Combine(folder, "none")], true), default),
            Throws.TypeOf<UsageException>());

    [Test]
    public async Task Lint_shows_the_line_with_a_caret_and_exits_1()
    {
        Write("a.b.scenario", Untidy);
        Assert.That(await LintAsync(), Is.EqualTo(ExitCode.NonConformance));
        Assert.That(output.ToString(), Does.Contain("'x' is no need").And.Contain(" | ").And.Contain("^"));
    }

    [Test]
    public async Task Lint_lets_warnings_pass()
    {
        var text = await File.ReadAllTextAsync(
            Repository.PathOf("fixtures", "scenarios", "owa", "owa.client.subscribes-afresh-after-412.scenario"));
        Write("owa.client.subscribes-afresh-after-412.scenario", text.Replace("SUBSCRIBE ${:path}", "SUBSCRIBE ${inbox:path}", StringComparison.Ordinal));
        Assert.That(await LintAsync(), Is.EqualTo(ExitCode.GateMet), output.ToString());
        Assert.That(output.ToString(), Does.Contain("'inbox' is captured and never used").And.Contain("1 file, 0 errors, 1 warning"));
    }

    [Test]
    public async Task List_prints_what_a_selection_names()
    {
        Assert.That(await ListAsync("side=client"), Is.EqualTo(ExitCode.GateMet));
        Assert.That(output.ToString(), Does.Contain("owa.client.subscribes-afresh-after-412").And.Contain("traffic.owa"));
        Assert.That(output.ToString(), Does.Not.Contain("notification.poll"));
        Assert.That(await ListAsync("NONE-99"), Is.EqualTo(ExitCode.NothingVerified));
    }

    [Test]
    public async Task Explain_tells_a_scenario_with_the_sentences_it_verifies_and_a_requirement_with_its_scenarios()
    {
        await new ExplainJob(output).RunAsync("notification.poll.splits-fired-from-quiet", default);
        Assert.That(output.ToString(), Does.Contain("MUST POLL-03: An id for which a matching event has happened"));
        await new ExplainJob(output).RunAsync("POLL-03", default);
        Assert.That(output.ToString(), Does.Contain("Cited by:").And.Contain("  notification.poll.splits-fired-from-quiet"));
        Assert.That(
            async () => await new ExplainJob(output).RunAsync("POLL-003", default),
            Throws.TypeOf<UsageException>().With.Message.Contains("did you mean 'POLL-03'?"));
    }

    [Test]
    public async Task Coverage_counts_one_face_and_names_what_is_open()
    {
        Assert.That(await new CoverageJob(output).RunAsync(new CoverageOptions("owa", Open: true), default), Is.EqualTo(ExitCode.GateMet));
        Assert.That(output.ToString(), Does.Contain("Open in owa").And.Contain("owa-notifications").And.Not.Contain("poll-method"));
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    Task<int> FmtAsync(bool check) => new FmtJob(output, error).RunAsync(new FmtOptions([folder], check), default);

    Task<int> LintAsync() => new LintJob(new Terminal(output, error, new ConsoleStyle(false, true), false))
        .RunAsync(new LintOptions([folder], Prove: false), default);

    Task<int> ListAsync(string filter) =>
        new ListJob(output).RunAsync(new ListOptions(Selection.Parse([], [filter], []), Json: false), default);
}
