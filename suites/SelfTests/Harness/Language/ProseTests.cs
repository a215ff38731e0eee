using Conformance.Harness.Language;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Language;

[Parallelizable(ParallelScope.All)]
public class ProseTests
{
    [Test]
    public void A_scenario_is_told_in_English_with_the_sentences_it_verifies()
    {
        const string Name = "notification.poll.splits-fired-from-quiet.scenario";
        var prose = Prose.Explain(ScenarioParser.Parse(Name, LanguageFixtures.Read(Name)).Require(), id => id == "POLL-03" ? "A fired id is under 200" : null);
        Assert.That(prose, Does.Contain("folder: a mail folder").And.Contain("under status 200: s11 (MUST POLL-03, POLL-07)")
            .And.Contain("MUST POLL-03: A fired id is under 200").And.Contain("Send POLL to ${folder}").And.Contain("or header Content-Type is application/xml"));
    }

    [TestCaseSource(typeof(LanguageFixtures), nameof(LanguageFixtures.Names))]
    public void Every_example_can_be_told(string name) =>
        Assert.That(Prose.Explain(ScenarioParser.Parse(name, LanguageFixtures.Read(name)).Require(), _ => null), Is.Not.Empty);
}
