using BenchmarkDotNet.Attributes;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Bench.Engine;

/// <summary>The documented split: read from its file, and its POLL judged against the answer of the bundled server.</summary>
[MemoryDiagnoser]
public class ScenarioReading
{
    const string Id = "notification.poll.splits-fired-from-quiet";

    string text = "";
    JudgedMoment moment = null!;

    /// <remarks>In this process BenchmarkDotNet does not wait for a set-up that is a task.</remarks>
    [GlobalSetup]
    public void Load() => LoadAsync().GetAwaiter().GetResult();

    [Benchmark]
    public ScenarioFile Parse() => ScenarioParser.Parse(Id, text).File!;

    [Benchmark]
    public Judged JudgePoll() => Judge.Of(moment.Received, moment.Observation, moment.Context);

    async Task LoadAsync()
    {
        text = await File.ReadAllTextAsync(Directory.EnumerateFiles(
            Path.Combine(FixturesFolder.Find(), "scenarios"), $"{Id}.scenario", SearchOption.AllDirectories).Single());
        await using var bundled = await Bundled.StartAsync(1);
        var moments = new List<JudgedMoment>();
        await bundled.Session.RunAsync(
            [bundled.Suite.Scenarios.Single(s => s.File.Id == Id)],
            RunOptions.OneByOne with { OnJudged = (_, _, judged) => moments.AddRange(new[] { judged }.OfType<JudgedMoment>()) }, null, CancellationToken.None);
        moment = moments[0];
    }
}
