using System.Collections.Immutable;
using Conformance.Harness.Judging;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

/// <summary>Judges every answer line of every scenario file against answers it does not expect.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EveryScenarioTests
{
    static readonly string[] bodies =
    [
        "",
        "<html><body>An error page</body></html>",
        "<!DOCTYPE html><html/>",
        "<D:multistatus xmlns:D='DAV:'>",
        MultistatusTests.Body(),
        MultistatusTests.Body(MultistatusTests.Ids(200, "1", "1"), "<D:response/>", "<R:repl/>"),
        "\u0003\u0001j\0\0\rE\u0005",
    ];

    [TestCaseSource(nameof(Files))]
    public void Each_line_gets_a_result_with_a_reason_whatever_comes(string path)
    {
        var file = Parse(path);
        if (file.IsRecording)
            return;
        var context = new JudgingContext(Scope.Empty, file.Prefixes, ImmutableDictionary<string, string>.Empty);
        foreach (var option in file.Statements.OfType<Received>().SelectMany(received => received.Options))
            foreach (var reply in Replies(option))
            {
                var judged = Judge.Of(option, new Observation(reply, Trial.Request), context);
                Assert.That(judged.Lines[0].Line, Is.EqualTo(option.Line));
                foreach (var line in judged.Lines)
                {
                    Assert.That(line.Expected, Is.Not.Empty, $"{path}:{line.Line}");
                    Assert.That(line.Outcome == Outcome.Held, Is.EqualTo(line.Actual.Length == 0), $"{path}:{line.Line} {line}");
                }
                var clauses = option.Clauses.Where(choice => choice.First is not (EventuallyClause or NextClause)).Select(choice => choice.Options);
                foreach (var clause in clauses)
                    Assert.That(judged.Lines.Any(line => clause.Any(one => Reach(one).Contains(line.Line))), $"{path}:{clause[0].Line} has no result");
            }
    }

    [TestCaseSource(nameof(Files))]
    public void Each_request_tree_can_be_encoded(string path)
    {
        var file = Parse(path);
        // A tree of a client's request is a pattern and never sent.
        foreach (var tree in file.Statements.OfType<Sent>().Where(_ => !file.IsClientSide).SelectMany(sent => sent.Clauses).Select(choice => choice.First).OfType<TreeClause>())
        {
            var names = Names(tree.Nodes).Distinct().Aggregate(Scope.Empty, (scope, name) => scope.Bind(name, new Anything()));
            Assert.That(WbxmlRequest.Of(tree, names).Take(4), Is.EqualTo(new byte[] { 3, 1, 0x6A, 0 }));
        }
    }

    static ScenarioFile Parse(string path)
    {
        var file = ScenarioParser.Parse(path, File.ReadAllText(path)).File;
        Assume.That(file, Is.Not.Null, "The lint reports files that cannot be read.");
        return file!;
    }

    static IEnumerable<Reply> Replies(Expectation option)
    {
        yield return new NoAnswer(NoAnswerCause.TimedOut, "No answer came.", default, default);
        yield return new NoAnswer(NoAnswerCause.Closed, "The connection ended.", default, default);
        var wanted = option.What is StatusLine { Statuses.Items: [var first, ..] } ? first.Replace("xx", "00", StringComparison.Ordinal) : "200";
        foreach (var status in new[] { wanted, "500" })
            foreach (var body in bodies)
                yield return new Answered(Messages.Parse($"HTTP/1.1 {status} Any\nSubscription-ID: 1,2\n\n{body}"), [], default);
    }

    static HashSet<int> Reach(Clause clause) => clause switch
    {
        TreeClause tree => [clause.Line, .. Below(tree.Nodes)],
        PropertiesClause properties => [clause.Line, .. Below(properties.Nodes)],
        MultistatusClause parts => [clause.Line, .. parts.Parts.SelectMany(part => part.Options).Select(part => part.Line)],
        ManifestClause manifest => [clause.Line, .. manifest.Lines.SelectMany(line => line.Options).Select(line => line.Line)],
        _ => [clause.Line],
    };

    static IEnumerable<int> Below(ImmutableArray<Choice<Node>> nodes) =>
        nodes.SelectMany(node => node.Options).SelectMany(node => Below(node.Children).Prepend(node.Line));

    static IEnumerable<string> Names(ImmutableArray<Choice<Node>> nodes) => nodes.Select(node => node.First)
        .SelectMany(node => Names(node.Children).Concat(node.Value is null ? [] : node.Value.Uses.Select(use => use.Name)));

    static IEnumerable<string> Files()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "fixtures") is var found && Directory.Exists(found))
                return Directory.EnumerateFiles(found, "*.scenario", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        throw new DirectoryNotFoundException("fixtures stands nowhere above the test assembly");
    }

    sealed record Anything : IValue
    {
        public string Text => "60";

        public string Attribute(string name) => "5";
    }
}
