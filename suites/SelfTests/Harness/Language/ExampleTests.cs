using Conformance.Harness.Language;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Language;

[Parallelizable(ParallelScope.All)]
public class ExampleTests
{
    [Test]
    public void There_are_twenty_six_examples() =>
        Assert.That(LanguageFixtures.Names.Count(), Is.EqualTo(26));

    [TestCaseSource(typeof(LanguageFixtures), nameof(LanguageFixtures.Names))]
    public void Every_example_is_read_without_a_word_of_complaint(string name)
    {
        var result = ScenarioParser.Parse(name, LanguageFixtures.Read(name));
        Assert.That(string.Join("\n", result.Diagnostics), Is.Empty);
        Assert.That(result.File, Is.Not.Null);
    }
}
