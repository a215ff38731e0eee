using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Harness.Evidence;
using Json.Schema;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class RunReportJsonTests
{
    static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Fixtures.Path("schemas/results.schema.json")));

    [Test]
    public void What_is_written_is_valid_by_the_published_schema()
    {
        foreach (var report in new[] { Runs.Of(), Runs.WithOneFailure(), Everything(), Everything() with { Aborted = "it was told to stop" } })
            Assert.That(Errors(RunReportJson.Write(report)), Is.Empty);
    }

    [TestCase("verdict", "\"skipped\"")]
    [TestCase("title", "null")]
    [TestCase("cases", "{}")]
    [TestCase("id", "\"Not An Id\"")]
    [TestCase("surprise", "1")]
    public void The_schema_refuses_a_scenario_whose(string member, string value) => Assert.That(
        Errors(Changed(root => root["scenarios"]![0]![member] = JsonNode.Parse(value))), Is.Not.Empty);

    [Test]
    public void The_schema_refuses_a_missing_member_a_wrong_version_and_a_negative_count()
    {
        Assert.That(Errors(Changed(root => root.AsObject().Remove("headline"))), Has.One.Contains("required"));
        Assert.That(Errors(Changed(root => root["schemaVersion"] = 2)), Has.One.StartsWith("/schemaVersion: const"));
        Assert.That(Errors(Changed(root => root["headline"]!["verified"] = -1)), Has.One.Contains("minimum"));
        Assert.That(Errors(Changed(root => root["run"]!["started"] = "yesterday")), Has.One.Contains("pattern"));
    }

    [Test]
    public void Reading_gives_back_what_was_written()
    {
        var written = RunReportJson.Write(Everything());
        var read = RunReportJson.Read(written);
        Assert.That(RunReportJson.Write(read), Is.EqualTo(written));
        var (before, after) = (Everything().Scenarios[1].Cases[0], read.Scenarios[1].Cases[0]);
        Assert.That(after.Transcript[1].Message!.Body.ToArray(), Is.EqualTo(before.Transcript[1].Message!.Body.ToArray()));
        Assert.That(after.Transcript[1].Message!.Raw.ToArray(), Is.EqualTo(before.Transcript[1].Message!.Raw.ToArray()));
        Assert.That(after.Transcript[0].Message!.Headers, Is.EqualTo(before.Transcript[0].Message!.Headers));
        // Half a character cannot be kept in UTF-8; it comes back as the replacement character.
        var whole = before.Lines[0] with { Notes = [], Actual = before.Lines[0].Actual.Replace('\ud800', '\ufffd') };
        Assert.That(after.Lines[0] with { Notes = [] }, Is.EqualTo(whole));
        Assert.That(after.Lines[0].Notes, Is.EqualTo(before.Lines[0].Notes));
        Assert.That(after.Duration, Is.EqualTo(before.Duration));
    }

    [Test]
    public void How_the_run_was_asked_for_comes_back_so_that_a_replay_command_says_the_same()
    {
        var read = RunReportJson.Read(RunReportJson.Write(Everything()));
        Assert.That(read.Flags, Is.EqualTo(Everything().Flags));
        Assert.That(read.Faults, Is.EqualTo(Everything().Faults));
        Assert.That(Reproduction.Replay(read, read.Scenarios[1]), Is.EqualTo(Reproduction.Replay(Everything(), Everything().Scenarios[1]))
            .And.Contains("'my own.target' --profile observed"));
    }

    [Test]
    public void A_file_that_does_not_say_how_it_was_asked_for_is_read_all_the_same()
    {
        var read = RunReportJson.Read(Changed(root => root["run"]!.AsObject().Remove("flags")));
        Assert.That(read.Flags, Is.Empty);
    }

    [Test]
    public void Only_the_run_object_differs_between_two_equal_runs_at_different_times()
    {
        var first = Everything();
        var second = first with
        {
            Started = first.Started.AddDays(3),
            Duration = first.Duration * 2,
            TargetUri = "http://127.0.0.1:9999/",
            Scenarios = [.. first.Scenarios.Select(s => s with { Cases = [.. s.Cases.Select(c => c with { Duration = c.Duration * 3 })] })],
        };
        Assert.That(RunReportJson.Write(second), Is.Not.EqualTo(RunReportJson.Write(first)));
        Assert.That(WithoutRun(second), Is.EqualTo(WithoutRun(first)));
    }

    [TestCase("", "line 1")]
    [TestCase("{", "line 1")]
    [TestCase("[]", "$: an object")]
    [TestCase("{}", "$: there is no 'schemaVersion'")]
    [TestCase("{\"schemaVersion\": 7}", "$.schemaVersion: version 7")]
    public void A_file_of_another_form_is_refused_with_its_place(string text, string message) => Assert.That(
        () => RunReportJson.Read(Encoding.UTF8.GetBytes(text)),
        Throws.TypeOf<ResultsFormatException>().With.Message.StartsWith(message));

    [Test]
    public void A_verdict_nobody_knows_is_refused_with_its_place() => Assert.That(
        () => RunReportJson.Read(Changed(root => root["scenarios"]![1]!["cases"]![0]!["lines"]![0]!["verdict"] = "fine")),
        Throws.TypeOf<ResultsFormatException>().With.Message.StartsWith("$.scenarios[1].cases[0].lines[0].verdict: 'fine' is none of passed"));

    /// <summary>A run with every optional member and bytes no text holds.</summary>
    static RunReport Everything()
    {
        var line = Runs.Line(Verdict.Failed) with
        {
            Reading = "C-03/outer",
            Notes = ["XML-NS-HTTPS"],
            Actual = "</script>\0\u001b[31m \ud800 \u2028",
        };
        var odd = Runs.Received(207, "Multi\u00e9", [0xFF, 0xFE, 0x00, 0x80], ("X", "caf\u00e9\u0001"));
        var folded = odd.Message! with { Raw = "HTTP/1.1 207 X\r\nX:\r\n  folded\r\n\r\n"u8.ToArray(), Flaws = ["a folded line"] };
        return Runs.Of(
            Runs.Scenario("notification.lease.granted", Verdict.Passed),
            Runs.Scenario(
                Runs.Failing, Verdict.Failed,
                Runs.Case(
                    Verdict.Failed, [line], Runs.Poll()[0], odd, odd with { Message = folded }, Runs.Note("by hook"), Runs.Time("61m"),
                    odd with { IsSetup = true, Message = odd.Message with { Raw = default } }))) with
        {
            Leftovers = ["The folder /public/a may still be there"],
            Flags = ["--target", "my own.target", "--profile", "observed"],
            Faults = ["poll.all-quiet"],
        };
    }

    static byte[] Changed(Action<JsonNode> change)
    {
        var root = JsonNode.Parse(RunReportJson.Write(Everything()))!;
        change(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    static string WithoutRun(RunReport report)
    {
        var root = JsonNode.Parse(RunReportJson.Write(report))!;
        root.AsObject().Remove("run");
        return root.ToJsonString();
    }

    /// <returns>One sentence for each keyword that does not hold, after the pointer to the value; empty when the results are valid.</returns>
    static List<string> Errors(byte[] json)
    {
        var found = Schema.Evaluate(JsonNode.Parse(json), new EvaluationOptions { OutputFormat = OutputFormat.List });
        var errors = found.Details.Where(d => d.HasErrors)
            .SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Key} {e.Value}")).ToList();
        Assert.That(errors.Count == 0, Is.EqualTo(found.IsValid));
        return errors;
    }
}
