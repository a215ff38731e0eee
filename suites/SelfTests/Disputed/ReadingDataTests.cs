using System.Text.RegularExpressions;
using Conformance.Engine.Profiles;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Running;
using NUnit.Framework;

namespace Conformance.SelfTests.Disputed;

/// <summary>Catalogue, scenarios, server and variants name the same readings.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class ReadingDataTests
{
    static readonly string fixtures = FixturesFolder.Find();
    static readonly Suite suite = Suite.Load(fixtures);

    /// <summary>Readings that the tags of notification scenarios name, in every alternative however deep.</summary>
    static readonly string[] cited =
    [
        .. suite.Scenarios.Where(s => s.File.Face == "notification")
            .SelectMany(s => s.File.Lines).SelectMany(line => Cited().Matches(line)).Select(m => m.Groups[1].Value).Distinct(),
    ];

    /// <summary>Whether a scenario tells the readings of this one's family apart.</summary>
    internal static bool IsTold(string reading) =>
        cited.Any(id => id.StartsWith(reading[..(reading.IndexOf('/', StringComparison.Ordinal) + 1)], StringComparison.Ordinal));

    /// <summary>What the bundled server does when nothing else is asked of it, beside the readings that it can be switched to.</summary>
    static readonly string[] usual =
    [
        "C-01/header", "C-03/outer", "C-09/delayed", "C-10/whole", "C-11/mailbox-root", "C-12/refused", "C-14/absent", "C-15/as-request", "C-17/bad-request",
        "C-18/server", "C-19/echoed", "C-20/silent", "C-21/event-first", "C-22/previous", "C-24/inner", "C-24/precondition",
    ];

    /// <summary>Shown by no run of the bundled server, with the reason.</summary>
    static readonly Dictionary<string, string> unseen = new()
    {
        ["C-10/fraction"] = "a world grants whole seconds",
        ["C-18/group"] = "a world is one store",
    };

    [Test]
    public void Every_word_that_switches_the_server_is_a_catalogued_reading() =>
        Assert.That(Readings.Table.Keys.Where(word => suite.Catalogues.FindReading(word) is null), Is.Empty);

    [Test]
    public void Every_reading_that_a_scenario_accepts_is_shown_by_a_run()
    {
        var variants = SeededFaults.Load(fixtures).Select(f => f.Reading);
        Assert.That(cited.Except(Readings.Table.Keys).Except(variants).Except(usual).Except(unseen.Keys), Is.Empty);
    }

    [Test]
    public void Every_disputed_point_has_a_scenario_that_tells_its_readings_apart()
    {
        var families = suite.Catalogues.Readings.Select(r => r.Family).Where(f => f.StartsWith("C-", StringComparison.Ordinal)).Distinct();
        Assert.That(families.Except(cited.Select(id => id.Split('/')[0])), Is.Empty);
        foreach (var family in suite.Catalogues.Readings.Where(r => cited.Any(id => id.StartsWith(r.Family + "/", StringComparison.Ordinal))).GroupBy(r => r.Family))
            if (family.Key.StartsWith("C-", StringComparison.Ordinal))
                Assert.That(family.Select(r => r.Id).Except(cited), Is.Empty, family.Key);
    }

    [GeneratedRegex("(?<=  # .*) reading ([^ ;]+)")]
    private static partial Regex Cited();
}
