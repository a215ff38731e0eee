using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;
using Conformance.Harness.Linting;
using Conformance.SelfTests.Layout;
using NUnit.Framework;

namespace Conformance.SelfTests.Fixtures;

/// <summary>The examples of the language are read, printed back unchanged, and agree with the catalogue.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LanguageExamplesTests
{
    static readonly string fixtures = Repository.PathOf("fixtures");
    static readonly string folder = Path.Combine(fixtures, "language");
    static readonly SuiteLint lint = SuiteLint.Load(fixtures, Catalogues.Load(fixtures));

    static IEnumerable<string> Files =>
        Directory.EnumerateFiles(folder, "*.scenario").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void An_example_is_printed_back_unchanged(string file)
    {
        var text = File.ReadAllText(Path.Combine(folder, file));
        Assert.That(ScenarioPrinter.Print(ScenarioParser.Parse(file, text).Require()), Is.EqualTo(text));
    }

    [TestCaseSource(nameof(Files))]
    public void An_example_cites_each_row_at_its_level(string file) =>
        Assert.That(
            lint.Of(file, File.ReadAllText(Path.Combine(folder, file))).Where(d => d.Code is "level" or "face").Select(d => d.Render()),
            Is.Empty);
}
