using Conformance.Harness.Language;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Language;

/// <summary>Each rule of lint once red and once green, on a file that is clean but for the case.</summary>
[Parallelizable(ParallelScope.All)]
public class LintTests
{
    const string Head = "scenario notification.poll.x\n  title    t\n  source   s\n  needs    subscribe\n  catches  nothing yet\n\n";
    const string Tag = "# MUST POLL-01";

    [TestCase("name-unbound", ">>> POLL ${f}", "given  f = a folder\n>>> POLL ${f}")]
    [TestCase("name-twice", "given  f = a folder\n       f = a folder", "given  f = a folder\n       g = a folder")]
    [TestCase("name-scope", ">>> POLL ${f}\ngiven  f = a folder", "given  f = a folder\n>>> POLL ${f}")]
    [TestCase("name-scope", "<<< 200  " + Tag + "\n    X: ${s:id}\nor <<< 207  " + Tag + "\n    X: ${s}", "<<< 200  " + Tag + "\n    X: ${s:id}\nor <<< 207  " + Tag + "\n    X: ${s:id}\n>>> POLL ${s}")]
    [TestCase("capture-unused", "<<< 200  " + Tag + "\n    X: ${s:id}", "<<< 200  " + Tag + "\n    X: ${:id}")]
    [TestCase("sentence", "given  f = a foldr", "given  f = a folder")]
    [TestCase("sentence", "when   it rains", "when   the server restarts")]
    [TestCase("actor", "given  f = a folder\nf >>> POLL /x", "given  f = a second account\nf >>> POLL /x")]
    [TestCase("held", "still  p is open  " + Tag, ">>> POLL /x held as p\nstill  p is open  " + Tag)]
    [TestCase("held", "hangup p", ">>> POLL /x held as p\nhangup p")]
    [TestCase("untagged", "<<< 200", "<<< 200  # setup")]
    [TestCase("untagged", "given  a = a folder\ncheck  a = 1", "given  a = a folder\ncheck  a = 1  " + Tag)]
    [TestCase("tag-on-request", ">>> POLL /x  " + Tag, ">>> POLL /x")]
    [TestCase("tag-on-request", ">>> POLL /x\n    Depth: 1  " + Tag, ">>> POLL /x\n    Depth: 1")]
    [TestCase("requirement", "<<< 200  # MUST POLL-99", "<<< 200  " + Tag)]
    [TestCase("face", "<<< 200  # MUST REPL-01", "<<< 200  " + Tag)]
    [TestCase("level", "<<< 200  # SHOULD POLL-01", "<<< 200  " + Tag)]
    [TestCase("reading", "<<< 200  " + Tag + " reading C-03/outr", "<<< 200  " + Tag + " reading C-03/outer")]
    [TestCase("reading-family", "<<< 200  " + Tag + " reading C-09/lonely", "<<< 200  " + Tag + " reading C-03/inner")]
    [TestCase("note", "<<< 200  # setup\n  status 200  " + Tag + "\n  or status 4xx  " + Tag + " note LAT", "<<< 200  # setup\n  status 200  " + Tag + "\n  or status 4xx  " + Tag + " note LATE")]
    [TestCase("row", "sweep  a\n       1\n<<< 200  # row", "sweep  a\n       1  " + Tag + "\n<<< 200  # row")]
    [TestCase("row-unused", "sweep  a\n       1  " + Tag, "sweep  a\n       1")]
    [TestCase("part", "given  f = a folder\n<<< 207  " + Tag + "\n  multistatus of ids\n    200 : ${f}", "given  f = a folder\n<<< 207  " + Tag + "\n  multistatus of ids\n    200 : f")]
    [TestCase("reason", "<<< 200 OK  " + Tag, "<<< 200  " + Tag)]
    [TestCase("blank", "then   +1s ", "then   +1s")]
    [TestCase("tab", ">>> POLL /x\n    X: a\tb", ">>> POLL /x\n    X: a\\tb")]
    [TestCase("cr", "then   +1s\r", "then   +1s")]
    [TestCase("long-wait", "then   +25h", "then   +24h")]
    [TestCase("clock-cost", "then   +40s\nthen   +40s", "then   +40s")]
    [TestCase("equal-lines", "<<< 200  " + Tag + "\n  xml\n    D:a\n      D:b 1\n      D:b 1", "<<< 200  " + Tag + "\n  xml\n    D:a\n      D:b 1\n      D:b 2")]
    [TestCase("status-span", "<<< 200|500  " + Tag, "<<< 200|400  " + Tag)]
    [TestCase("note-only", "<<< 200  " + Tag + " note LATE", "<<< 200  " + Tag + "\nor <<< 400  " + Tag + " note LATE")]
    [TestCase("no-barrier", "given  b = a datagram listener\nwhen   the server restarts\nb <<< nothing  " + Tag, "given  b = a datagram listener\nwhen   the server restarts\nthen   +1s\nb <<< nothing  " + Tag)]
    [TestCase("raw-ordinary", ">>> raw\n    || POLL /x HTTP/1.1\n    || Host: h\n    || Authorization: a\n    || User-Agent: u\n    || X-Conformance: x\n    ||", ">>> raw\n    || POLL /x HTTP/1.1\n    || Host : h\n    ||")]
    public void A_rule_reports_its_breach_and_nothing_else(string code, string red, string green)
    {
        Assert.That(Codes(Head + red + "\n"), Has.Member(code));
        Assert.That(Codes(Head + green + "\n"), Has.No.Member(code));
    }

    [TestCase("title")]
    [TestCase("source")]
    [TestCase("needs")]
    [TestCase("catches")]
    public void The_head_names(string field)
    {
        var without = string.Join('\n', Head.Split('\n').Where(line => !line.StartsWith($"  {field}", StringComparison.Ordinal)));
        Assert.That(Codes(without), Is.EqualTo(new[] { "field-missing" }));
    }

    [Test]
    public void A_clean_file_has_no_diagnostics() =>
        Assert.That(Codes(Head + "given  f = a folder\n>>> POLL ${f}\n<<< 207  " + Tag + "\n"), Is.Empty);

    [Test]
    public void Needs_and_faults_are_catalogued()
    {
        Assert.That(Codes(Head.Replace("subscribe", "subscrib", StringComparison.Ordinal)), Is.EqualTo(new[] { "needs" }));
        Assert.That(Codes(Head.Replace("nothing yet", "poll.none", StringComparison.Ordinal)), Is.EqualTo(new[] { "fault" }));
    }

    [Test]
    public void A_file_is_named_after_its_id()
    {
        var file = ScenarioParser.Parse("other.scenario", Head).Require();
        Assert.That(Linter.Lint(file, new Catalogue(), new Vocabulary()).Select(d => d.Code), Is.EqualTo(new[] { "file-name" }));
    }

    [Test]
    public void A_client_scenario_tags_requests_and_never_conditions()
    {
        var head = Head.Replace("  needs", "  side     client\n  needs", StringComparison.Ordinal);
        Assert.That(Codes(head + "whenever start\nexpect\n>>> POLL /x\n"), Is.EqualTo(new[] { "untagged" }));
        Assert.That(Codes(head + "whenever start\nexpect\n>>> POLL /x  " + Tag + "\n<<< 200\n"), Is.Empty);
        Assert.That(Codes(head + "whenever\n>>> POLL /x  " + Tag + "\n"), Is.EqualTo(new[] { "tag-on-condition" }));
    }

    [Test]
    public void A_misspelt_name_is_reported_under_its_caret_with_the_nearest_name()
    {
        var file = ScenarioParser.Parse("notification.poll.x.scenario", Head + "given  folder = a folder\n>>> POLL ${foldr}\n").Require();
        var found = Linter.Lint(file, new Catalogue(), new Vocabulary()).Single();
        Assert.That((found.Line, found.Column, found.Suggestion), Is.EqualTo((8, 12, "folder")));
    }

    [TestCaseSource(typeof(LanguageFixtures), nameof(LanguageFixtures.Names))]
    public void The_names_of_every_example_are_bound_and_in_scope(string name)
    {
        var file = ScenarioParser.Parse(name, LanguageFixtures.Read(name)).Require();
        string[] names = ["name-unbound", "name-twice", "name-scope", "actor", "held", "untagged", "tag-on-request", "tag-on-condition", "part", "row", "reason", "blank"];
        Assert.That(Linter.Lint(file, new Catalogue(), new Vocabulary()).Where(d => names.Contains(d.Code)), Is.Empty);
    }

    static string[] Codes(string text) => [.. Linter.Lint(
        ScenarioParser.Parse("notification.poll.x.scenario", text).Require(), new Catalogue(), new Vocabulary()).Select(d => d.Code)];

    sealed class Catalogue : ILintCatalogue
    {
        public IEnumerable<string> Requirements => ["POLL-01", "REPL-01"];

        public IReadOnlyCollection<string> Readings => ["C-03/outer", "C-03/inner", "C-09/lonely"];

        public IReadOnlyCollection<string> Notes => ["LATE"];

        public IReadOnlyCollection<string> Faults => ["poll.all-fired"];

        public IReadOnlyCollection<string> Needs => ["subscribe", "clock"];

        public Level? LevelOf(string requirement) => Requirements.Contains(requirement) ? Level.Must : null;

        public string? FaceOf(string requirement) => requirement.StartsWith("REPL", StringComparison.Ordinal) ? "replication" : "notification";
    }

    sealed class Vocabulary : IVocabulary
    {
        static readonly string[] actors = ["a second account", "an account", "a principal", "a login", "a device", "a datagram listener", "an http listener"];

        public bool Knows(SentenceKind kind, Template sentence) =>
            sentence.Source is "a folder" or "the server restarts" || MakesActor(sentence.Source);

        public string? Nearest(SentenceKind kind, string sentence) => Suggest.Nearest(sentence, ["a folder"]);

        public bool MakesActor(string sentence) => actors.Any(a => sentence.StartsWith(a, StringComparison.Ordinal));
    }
}
