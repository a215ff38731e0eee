using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Judging;
using Conformance.Harness.Judging.ClientJudge;
using Conformance.Harness.Language;
using Conformance.Harness.Targets;

namespace Conformance.Harness.Running.Canned;

/// <summary>Judges a scenario by a recording: the same harness, with canned bytes in place of a target.</summary>
/// <remarks>So every face's scenarios can be judged, right and wrong, before any server speaks the face.</remarks>
public static class CannedJudge
{
    static readonly Uri anyHost = new("http://example.com/");

    /// <param name="onJudged">As <see cref="CaseRunner.OnJudged"/>; client traffic has no such moments.</param>
    /// <exception cref="FormatException">The recording cannot be read.</exception>
    public static async Task<CaseReport> JudgeAsync(
        ScenarioFile scenario, CannedCase canned, Catalogues catalogues, Action<Moment>? onJudged = null)
    {
        var recording = ScenarioParser.Parse(canned.Recording, await File.ReadAllTextAsync(canned.Recording)).Require();
        var verdicts = new Verdicts(catalogues, isReference: true, profile: "strict");
        return scenario.IsClientSide
            ? JudgeTraffic(scenario, canned, recording, verdicts)
            : await PlayAsync(scenario, canned, recording, verdicts, onJudged);
    }

    static async Task<CaseReport> PlayAsync(
        ScenarioFile scenario, CannedCase canned, ScenarioFile recording, Verdicts verdicts, Action<Moment>? onJudged)
    {
        await using var transport = new CannedTransport(recording);
        await using var stage = new CannedStage(TargetFor(canned), transport);
        var context = new CaseContext(stage, scenario, new PatienceBudget(), CancellationToken.None);
        context.Scope = context.Scope.BindAll(canned.Bindings);
        var runner = new CaseRunner(scenario, context, new CannedSentences(canned.Bindings), verdicts) { OnJudged = onJudged };
        return await runner.RunAsync("", 1);
    }

    static CaseReport JudgeTraffic(ScenarioFile scenario, CannedCase canned, ScenarioFile recording, Verdicts verdicts)
    {
        var traffic = RecordedMessages.Exchanges(recording).Select(e => e.Exchange);
        var judged = TrafficJudge.Of(
            scenario, traffic, Scope.Empty.BindAll(canned.Bindings), RecordedMessages.EndOf(recording));
        ImmutableArray<LineReport> lines =
        [
            .. from window in judged.Windows
               from run in window.Runs
               from line in run.Lines
               from report in verdicts.Of(line, scenario.Lines[line.Line - 1].Trim(), run.Trigger)
               select report,
        ];
        var verdict = !judged.IsVerified ? Verdict.NotVerified : lines.Select(l => l.Verdict).Append(Verdict.Passed).Max();
        var reason = lines.FirstOrDefault(l => l.Verdict == verdict && verdict != Verdict.Passed) is { } worst
            ? $"{worst.Requirement} at line {worst.Line}: {worst.Actual}"
            : "";
        return new CaseReport("", 1, verdict, reason, lines, [], TimeSpan.Zero);
    }

    static Target TargetFor(CannedCase canned) => new()
    {
        Name = "canned",
        Url = canned.Bindings.TryGetValue("target", out var target) && Uri.TryCreate(target.Text, UriKind.Absolute, out var url) ? url : anyHost,
        Accounts = [new Account(Account.First, "user0", null), new Account(Account.Second, "user1", null)],
    };
}
