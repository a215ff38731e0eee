using Conformance.Harness.Targets;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets;

[TestFixture, Parallelizable(ParallelScope.All)]
public class PatienceBudgetTests
{
    [Test]
    public void Three_missing_answers_in_a_row_spend_it_for_good()
    {
        var budget = new PatienceBudget();

        Assert.That(new[] { budget.TimedOut(), budget.TimedOut(), budget.TimedOut() }, Is.EqualTo(new[] { false, false, true }));
        budget.Answered();
        Assert.That(budget.IsSpent, Is.True);
    }

    [Test]
    public void An_answer_in_between_starts_the_count_anew()
    {
        var budget = new PatienceBudget();
        for (var i = 0; i < 5; i++)
        {
            budget.TimedOut();
            budget.TimedOut();
            budget.Answered();
        }

        Assert.That(budget.IsSpent, Is.False);
    }
}
