using System.Text;
using Conformance.Harness.Judging;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class RetryTests
{
    [Test]
    public void What_any_try_was_told_under_200_counts()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  eventually\n  multistatus of ids\n    200 : a b\n    204 : c\n  each id once\n  xml\n    D:multistatus\n      each D:response\n        D:href /folder\n        X:subscriptionID")
            .With("a", "1").With("b", "2").With("c", "3");
        var first = Try(MultistatusTests.Ids(200, "1"), MultistatusTests.Ids(204, "2", "3"));
        var second = Try(MultistatusTests.Ids(204, "1", "3"), MultistatusTests.Ids(200, "2"));
        Assert.That(trial.Of(first.Reply).Holds, Is.False);
        Assert.That(trial.Of(second.Reply).Holds, Is.False);
        var union = trial.WithResource("folder", "/folder").Of(RetryUnion.Of([first, second]).Reply);
        Assert.That(union["200"].Outcome, Is.EqualTo(Outcome.Held), union.ToString());
        Assert.That(union["204"].Outcome, Is.EqualTo(Outcome.Held));
        Assert.That(union["each id"].Outcome, Is.EqualTo(Outcome.Held));
    }

    [Test]
    public void A_last_answer_without_a_200_gets_one()
    {
        var union = RetryUnion.Of([Try(MultistatusTests.Ids(200, "1")), Try(MultistatusTests.Ids(204, "1"))]);
        Assert.That(new Trial("<<< 207  # MUST A-01\n  multistatus of ids\n    200 : a\n  each id once").With("a", "1").Of(union.Reply).Holds, Is.True);
    }

    [Test]
    public void A_last_answer_that_is_no_multi_status_is_judged_as_it_is()
    {
        var refused = new Observation(new Answered(Messages.Parse("HTTP/1.1 412 No\n\n"), [], default), Trial.Request);
        Assert.That(RetryUnion.Of([Try(MultistatusTests.Ids(200, "1")), refused]), Is.SameAs(refused));
    }

    [TestCase("<<< 207  # MUST A-01\n  multistatus of ids\n    204 : a b", true)]
    [TestCase("<<< 207  # MUST A-01\n  multistatus of ids\n    204 : a\n    200 : b", false)]
    [TestCase("<<< 207  # MUST A-01\n  multistatus of ids\n    204 : a\n    or 200 : a", false)]
    [TestCase("<<< 207  # MUST A-01\n  multistatus of ids\n    ${x:status} : a", false)]
    [TestCase("<<< 207  # MUST A-01\n  manifest\n    no other rows", true)]
    [TestCase("<<< 207  # MUST A-01\n  manifest\n    change ${a}\n    no other rows", false)]
    [TestCase("<<< 207  # MUST A-01\n  xml\n    D:multistatus\n      no D:response", true)]
    [TestCase("<<< 207  # MUST A-01\n  xml\n    D:multistatus\n      D:response", false)]
    [TestCase("<<< 207  # MUST A-01\n  multistatus of hrefs\n    200 : a", false)]
    [TestCase("<<< 207  # MUST A-01", false)]
    public void An_option_that_says_nothing_fired_is_known(string lines, bool nothing) =>
        Assert.That(Absence.NothingFired(new Trial(lines).Received().Options[0]), Is.EqualTo(nothing));

    static Observation Try(params string[] responses) => new(
        new Answered(Messages.Parse("HTTP/1.1 207 Multi-Status\n\n") with { Body = Encoding.UTF8.GetBytes(MultistatusTests.Body(responses)) }, [], default),
        Trial.Request);
}
