using Conformance.Harness.Running;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets;

[TestFixture, Parallelizable(ParallelScope.All)]
public class SelectionTests
{
    static readonly SelectionFacts race = new(
        "notification.poll.race-reports-once", "server", ["subscribe", "poll"], ["poll.reports-twice"], ["POLL-03", "POLL-10"], ["must", "should"]);

    static bool Holds(string filter) => Selection.Parse([], [filter], []).Includes(race);

    [TestCase("notification.poll.race-reports-once", true)]
    [TestCase("notification.poll", true)]
    [TestCase("notification", true)]
    [TestCase("notification.po", false)]
    [TestCase("notification.*", true)]
    [TestCase("*race*", true)]
    [TestCase("*.lease.*", false)]
    [TestCase("POLL-03", true)]
    [TestCase("POLL-0", false)]
    [TestCase("POLL-*", true)]
    [TestCase("requirement=LEASE-*", false)]
    [TestCase("level=MUST", true)]
    [TestCase("level=may", false)]
    [TestCase("need=poll", true)]
    [TestCase("need=clock", false)]
    [TestCase("fault=poll.*", true)]
    [TestCase("side=client", false)]
    [TestCase("notification, level=should", true)]
    [TestCase("notification, level=may", false)]
    public void A_filter_keeps_what_it_describes(string filter, bool expected) => Assert.That(Holds(filter), Is.EqualTo(expected));

    [Test]
    public void Of_several_filters_one_must_hold_and_no_exclusion() => Assert.Multiple(() =>
    {
        Assert.That(Selection.Parse([], ["rvp", "notification"], []).Includes(race), Is.True);
        Assert.That(Selection.Parse([], ["notification"], ["need=poll"]).Includes(race), Is.False);
        Assert.That(Selection.Parse(["rvp"], ["notification"], []).Includes(race), Is.False);
        Assert.That(Selection.Everything.Includes(race), Is.True);
    });

    [Test]
    public void An_id_that_names_nothing_is_told() =>
        Assert.That(Selection.Parse(["notification.poll", "notification.pol"], [], []).Unmatched([race]), Is.EqualTo(new[] { "notification.pol" }));

    [TestCase("colour=red", "'colour' in the filter 'colour=red' is unknown; known are id, requirement, level, need, fault, side")]
    [TestCase("level=high", "'high' in the filter 'level=high' is no level; levels are must, should, may, observed")]
    [TestCase("a,,b", "the filter 'a,,b' has an empty condition")]
    public void A_filter_that_cannot_be_read_says_why(string filter, string expected) =>
        Assert.That(() => Selection.Parse([], [filter], []), Throws.TypeOf<FormatException>().With.Message.EqualTo(expected));
}
