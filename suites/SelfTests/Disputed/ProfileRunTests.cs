using System.Collections.Frozen;
using System.Collections.Immutable;
using Conformance.Engine.Profiles;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;
using NUnit.Framework;
using JudgedBy = Conformance.Harness.Catalogue.Profiles;
using TargetProfile = Conformance.Harness.Targets.Profile;

namespace Conformance.SelfTests.Disputed;

/// <summary>Every scenario on the bundled server in every profile, and those of notification in every reading it can be switched to.</summary>
/// <remarks>The server reads as it is told, the suite judges by the profile; what a reading breaks in profile strict is listed here.</remarks>
[Parallelizable(ParallelScope.All)]
public sealed class ProfileRunTests
{
    static readonly Suite suite = Suite.Load(FixturesFolder.Find());

    static readonly ImmutableArray<PlannedScenario> plan =
        [.. suite.Scenarios.Where(p => p.File.Face == "notification" && !p.File.IsClientSide)];

    /// <summary>Readings that profile strict does not take, with the requirements that fail of them and no others.</summary>
    static readonly FrozenDictionary<string, string[]> refused = new Dictionary<string, string[]>
    {
        ["C-04/any-uri"] = ["NTF-SEC-24", "POLL-16", "RC-09", "RC-10", "RENEW-10", "UNSUB-12"],
        ["C-23/no-refresh"] = ["LEASE-07", "POLL-10", "POLL-11"],
    }.ToFrozenDictionary();

    ReferenceServer server = null!;

    /// <summary>Readings that some scenario can tell; those of datagrams are told where datagrams are listened to.</summary>
    static IEnumerable<string> Words => Readings.Table.Keys.Where(ReadingDataTests.IsTold).Order(StringComparer.Ordinal);

    [OneTimeSetUp]
    public async Task Start() => server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = 4 });

    [OneTimeTearDown]
    public async Task Stop() => await server.DisposeAsync();

    [TestCaseSource(typeof(JudgedBy), nameof(JudgedBy.All))]
    public async Task Each_profile_is_green_on_the_bundled_server(string profile)
    {
        var report = await PlayAsync(profile, profile, [.. suite.Scenarios.Where(p => !p.File.IsClientSide)]);
        // A face that the server does not speak is not applicable as a whole; of the others nothing is.
        var spoken = report.Scenarios.GroupBy(s => s.Id.Split('.')[0]).Where(face => face.Any(s => s.Verdict != Verdict.NotApplicable)).ToArray();
        Assert.That(spoken.Select(face => face.Key), Is.SupersetOf(new[] { "notification", "dav", "replication", "activesync" }));
        Assert.That(
            spoken.SelectMany(face => face).Where(s => s.Verdict is not (Verdict.Passed or Verdict.Advisory)).Select(s => $"{s.Id}: {s.Reason}"),
            Is.Empty);
        Assert.That(Lines(report).Where(l => l.Verdict == Verdict.Advisory && l.Notes.IsEmpty).Select(l => l.Text), Is.Empty, "no advisory without a code");
    }

    [TestCaseSource(nameof(Words))]
    public async Task The_report_names_each_reading_that_the_server_is_switched_to(string word)
    {
        var report = await PlayAsync(JudgedBy.Strict, $"strict {word}");
        Assert.That(Lines(report).Select(l => l.Reading), Does.Contain(word));
        var failed = Lines(report).Where(l => l.Verdict == Verdict.Failed).Select(l => l.Requirement).ToHashSet();
        Assert.That(string.Join(", ", failed.Order(StringComparer.Ordinal)), Is.EqualTo(string.Join(", ", refused.GetValueOrDefault(word, []))));
        Assert.That(report.Scenarios.Where(s => s.Verdict is Verdict.Blocked or Verdict.HarnessFault).Select(s => $"{s.Id}: {s.Reason}"), Is.Empty);
    }

    [TestCase("strict", "C-04/must-match")]
    [TestCase("exchange2000", "C-04/must-match")]
    [TestCase("exchange2003", "C-04/any-uri")]
    [TestCase("observed", "C-04/any-uri")]
    public async Task KDE_and_Slide_are_served_where_an_id_is_polled_anywhere(string profile, string reading)
    {
        var report = await PlayAsync(profile, profile);
        foreach (var client in (string[])["notification.clients.kde-session", "notification.clients.slide-session"])
        {
            var shown = report.Scenarios.Single(s => s.Id == client).Cases.SelectMany(c => c.Lines)
                .Select(l => l.Reading).Where(r => r?.StartsWith("C-04/", StringComparison.Ordinal) is true).Distinct();
            Assert.That(shown, Is.EqualTo(new[] { reading }), client);
        }
    }

    static IEnumerable<LineReport> Lines(RunReport report) =>
        report.Scenarios.SelectMany(s => s.Cases).SelectMany(c => c.Lines);

    Task<RunReport> PlayAsync(string profile, string served) => PlayAsync(profile, served, plan);

    /// <param name="profile">What is judged by.</param>
    /// <param name="served">What the server reads by: a profile and single readings.</param>
    async Task<RunReport> PlayAsync(string profile, string served, ImmutableArray<PlannedScenario> scenarios)
    {
        var target = BundledTarget.At(server.ControlUri, suite.Fixtures) with
        {
            Profile = Enum.Parse<TargetProfile>(profile, ignoreCase: true),
        };
        await using var session = await Session.OpenAsync(suite, target, new WorldOptions(served), CancellationToken.None);
        return await session.RunAsync(scenarios, RunOptions.OneByOne, null, CancellationToken.None);
    }
}
