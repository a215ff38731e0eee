using System.Text;
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

    [TestCaseSource(typeof(LanguageFixtures), nameof(LanguageFixtures.Names))]
    public void Every_example_is_printed_back_byte_for_byte(string name)
    {
        var text = LanguageFixtures.Read(name);
        Assert.That(ScenarioPrinter.Print(ScenarioParser.Parse(name, text).Require()), Is.EqualTo(text));
    }

    [TestCaseSource(typeof(LanguageFixtures), nameof(LanguageFixtures.Names))]
    public void Tags_moved_columns_unpadded_and_blank_lines_doubled_print_canonically_again(string name)
    {
        var text = LanguageFixtures.Read(name);
        var loose = Loosen(text);
        Assert.That(loose, Is.Not.EqualTo(text));
        Assert.That(ScenarioPrinter.Print(ScenarioParser.Parse(name, loose).Require()), Is.EqualTo(text));
    }

    [TestCaseSource(typeof(LanguageFixtures), nameof(LanguageFixtures.Names))]
    public void Each_row_of_each_example_is_a_file_of_its_own(string name)
    {
        var file = ScenarioParser.Parse(name, LanguageFixtures.Read(name)).Require();
        var expanded = SweepExpansion.Expand(file);
        Assert.That(string.Join("\n", expanded.Diagnostics), Is.Empty);
        Assert.That(expanded.Runs, Is.Not.Empty);
        Assert.That(expanded.Runs.SelectMany(r => r.Concrete.Statements).OfType<Sweep>(), Is.Empty);
        Assert.That(expanded.Runs.Select(r => r.Concrete.Lines.Length), Is.All.EqualTo(file.Lines.Length));
    }

    /// <summary>Fields, statement words and tables unpadded, tags right behind the line, two blank lines for one.</summary>
    static string Loosen(string text)
    {
        var loose = new StringBuilder();
        var inTable = false;
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            inTable = line.StartsWith("sweep", StringComparison.Ordinal) || (inTable && line.StartsWith("       ", StringComparison.Ordinal));
            var tag = line.StartsWith("    |", StringComparison.Ordinal) ? -1 : line.IndexOf("  # ", StringComparison.Ordinal);
            var content = (tag < 0 ? line : line[..tag]).TrimEnd(' ');
            if (inTable)
                content = string.Join(" | ", content.Split(" | ").Select((cell, i) => i == 0 ? cell.TrimEnd() : cell.Trim())).TrimEnd();
            else if (IsPadded(content))
                content = Squeeze(content);
            loose.Append(content);
            if (tag >= 0)
                loose.Append("     # ").Append(line[(tag + 2)..].TrimStart(' ', '#').Replace(", ", ",", StringComparison.Ordinal));
            loose.Append(content.Length == 0 ? "\n\n" : "\n");
        }
        return loose.Append("\n\n").ToString();
    }

    static bool IsPadded(string line) =>
        line.StartsWith("given", StringComparison.Ordinal) || line.StartsWith("then", StringComparison.Ordinal)
        || line.StartsWith("when ", StringComparison.Ordinal) || line.StartsWith("check", StringComparison.Ordinal)
        || line.StartsWith("still", StringComparison.Ordinal) || line.StartsWith("       ", StringComparison.Ordinal) && line.Contains(" = ", StringComparison.Ordinal)
        || (line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && Words.ScenarioFields.Concat(Words.RecordingFields).Any(f => line.StartsWith($"  {f} ", StringComparison.Ordinal) && line.Length > 11 && line[11] != ' ' && line[10] == ' '));

    /// <summary>Blanks between the first two words and around the first equals sign become one.</summary>
    static string Squeeze(string line)
    {
        var indent = line.Length - line.TrimStart(' ').Length;
        var words = line.TrimStart(' ').Split(' ', 2);
        var rest = words.Length > 1 ? words[1].TrimStart(' ') : "";
        var equals = rest.IndexOf(" = ", StringComparison.Ordinal);
        if (equals > 0 && rest[..equals].Trim().All(char.IsAsciiLetterOrDigit))
            rest = $"{rest[..equals].Trim()}={rest[(equals + 3)..]}";
        return $"{new string(' ', indent)}{words[0]} {rest}".TrimEnd();
    }
}
