using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets.Discovery;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Running;

[TestFixture, Parallelizable(ParallelScope.All)]
public class AnnouncedRowTests
{
    static readonly RunReport nothing = new(
        "mine", "http://127.0.0.1:8080/", "real", "strict", DateTimeOffset.UnixEpoch, TimeSpan.Zero, 0, [], [], null);

    [Test]
    public void What_is_announced_and_fails_its_probe_is_a_failed_row_with_the_probe()
    {
        ImmutableArray<TranscriptEntry> probe = [new(EntryKind.Note, TimeSpan.Zero, "alice", 0, null, "POLL / was answered 501")];
        var poll = new CapabilityReport("poll", false, "POLL / was answered 501.", probe);
        var report = AnnouncedRows.Join(
            nothing, new Discovered([poll], null, [new AnnouncedFailure("POLL-01", poll)], []), Catalogues.Load(FixturesFolder.Find()));

        var row = report.Scenarios.Single();
        Assert.Multiple(() =>
        {
            Assert.That((row.Id, row.Verdict, row.Reason), Is.EqualTo(("discovery.poll", Verdict.Failed, "POLL / was answered 501.")));
            Assert.That(row.Cases.Single().Transcript, Is.EqualTo(probe));
            Assert.That(row.Cases.Single().Lines.Single().Requirement, Is.EqualTo("POLL-01"));
            Assert.That(ExitCode.Of(report), Is.EqualTo(ExitCode.NonConformance));
        });
    }

    [Test]
    public void A_target_that_keeps_its_word_gets_no_row() => Assert.That(
        AnnouncedRows.Join(nothing, new Discovered([], null, [], []), Catalogues.Load(FixturesFolder.Find())), Is.SameAs(nothing));
}
