using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;
using Conformance.Harness.Linting;
using Conformance.SelfTests.Layout;
using NUnit.Framework;

namespace Conformance.SelfTests.Fixtures;

/// <summary>Every scenario of the suite keeps the form and cites what is catalogued.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ScenarioFilesTests
{
    static readonly string fixtures = Repository.PathOf("fixtures");
    static readonly string scenarios = Path.Combine(fixtures, "scenarios");
    static readonly SuiteLint lint = SuiteLint.Load(fixtures, Catalogues.Load(fixtures));

    static IEnumerable<string> Files => Directory.EnumerateFiles(scenarios, "*.scenario", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(scenarios, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void A_scenario_is_canonical(string file) =>
        Assert.That(Read(file), Is.EqualTo(ScenarioPrinter.Print(Parse(file))), "conformance fmt writes the canonical form");

    [TestCaseSource(nameof(Files))]
    public void A_scenario_has_no_error_that_lint_finds(string file) =>
        Assert.That(
            lint.Of(file, Read(file)).Where(d => d.Severity == Severity.Error).Select(d => d.Render()), Is.Empty);

    [TestCaseSource(nameof(Files))]
    public void A_scenario_lies_where_its_id_says(string file)
    {
        var id = Parse(file).Id;
        Assert.That(file, Is.EqualTo($"{id.Split('.')[0]}/{id}.scenario"));
    }

    [Test]
    public void No_id_stands_in_two_files() => Assert.That(Files.Select(file => Parse(file).Id), Is.Unique);

    [TestCase("MUST POLL-03", "SHOULD POLL-03", "level")]
    [TestCase("MUST POLL-03", "MUST POLL-0x", "requirement")]
    [TestCase("poll.all-fired", "poll.all-fred", "fault")]
    [TestCase("stimulus.change", "stimulus.chance", "needs")]
    [TestCase("a mail folder", "a male folder", "sentence")]
    public void A_slip_in_a_scenario_is_an_error(string right, string wrong, string code)
    {
        const string file = "notification/notification.poll.splits-fired-from-quiet.scenario";
        var text = Read(file).Replace(right, wrong, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Read(file)), "the scenario holds the right words");
        Assert.That(lint.Of(file, text).Where(d => d.Severity == Severity.Error).Select(d => d.Code), Does.Contain(code));
    }

    [Test]
    public void A_scenario_of_any_face_may_cite_what_real_clients_do()
    {
        var shared = Catalogues.Load(fixtures).Face("clients")!.Rows[0].Id;
        Assert.That(LintData.Load(Catalogues.Load(fixtures), fixtures).FaceOf(shared), Is.Null);
    }

    static string Read(string file) => File.ReadAllText(Path.Combine(scenarios, file));

    static ScenarioFile Parse(string file) => ScenarioParser.Parse(file, Read(file)).Require();
}
