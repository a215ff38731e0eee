using System.Collections.Immutable;
using System.Text;

namespace Conformance.Harness.Language;

/// <summary>Tells a scenario in English, for readers who do not want to learn the language first.</summary>
public static class Prose
{
    /// <param name="sentenceOf">The sentence of a requirement id; null when it is not catalogued.</param>
    public static string Explain(ScenarioFile file, Func<string, string?> sentenceOf)
    {
        var text = new StringBuilder();
        text.Append(file.Id).Append('\n').Append(file.Title).Append(".\n");
        if (file.Source.Length > 0)
            text.Append("Source: ").Append(file.Source).Append(".\n");
        if (!file.Needs.IsEmpty)
            text.Append("The target must offer: ").AppendJoin(", ", file.Needs).Append(".\n");
        if (!file.Catches.IsEmpty)
            text.Append("Turns red under these faults: ").AppendJoin(", ", file.Catches).Append(".\n");
        if (file.Repeat > 1)
            text.Append("Runs ").Append(file.Repeat).Append(" times; the first failure ends it.\n");
        text.Append('\n');
        var step = 0;
        foreach (var statement in file.Statements)
            text.Append(++step).Append(". ").Append(Tell(statement)).Append('\n');
        AddRequirements(text, file, sentenceOf);
        return text.ToString();
    }

    static void AddRequirements(StringBuilder text, ScenarioFile file, Func<string, string?> sentenceOf)
    {
        var cited = Walk.Judged(file).Select(line => line.OwnTag)
            .Concat(file.Statements.OfType<Sweep>().SelectMany(s => s.Rows).Select(r => r.OwnTag))
            .OfType<Tag>().SelectMany(tag => tag.Judgements)
            .SelectMany(j => j.Requirements.Select(id => (id, j.Level))).DistinctBy(pair => pair.id).ToArray();
        if (cited.Length == 0)
            return;
        text.Append("\nWhat it verifies:\n");
        foreach (var (id, level) in cited)
            text.Append("  ").Append(LineText.Of(level)).Append(' ').Append(id).Append(": ")
                .Append(sentenceOf(id) ?? "not in the catalogue").Append('\n');
    }

    static string Tell(Statement statement) => statement switch
    {
        Given given => Lines("Make", given.Bindings.Select(b => $"{b.Name}: {b.Sentence.Source}")),
        When happening => Lines("Then this happens", happening.Events.Select(e =>
            e.Name is null ? e.Sentence.Source : $"{e.Sentence.Source}, called {e.Name}")),
        Then then => $"Let {then.Amount.Source} {Unit(then.Unit)} pass.",
        Still still => Lines("No answer has come yet for", still.Held.Select(h => h.Name + Judges(h.Tag))),
        Hangup hangup => $"Close the connection of {hangup.Name} without waiting for its answer.",
        Check check => Lines("Compare", check.Relations.Select(r => LineText.Of(r) + Judges(r.Tag))),
        Sweep { BuiltIn: { } list } sweep => $"Run everything once for each of the {list}, as {sweep.Columns[0]}.",
        Sweep sweep => Lines($"Run everything once for each row of {string.Join(", ", sweep.Columns)}",
            sweep.Rows.Select(r => string.Join(", ", sweep.Columns.Zip(r.Cells, (c, cell) => $"{c} = {(cell.Length == 0 ? "(nothing)" : cell)}")) + Judges(r.OwnTag))),
        Finally => "Whatever happened, at the end:",
        Whenever { Start: true } => "At the start of the recording:",
        Whenever => "Each time this exchange is seen:",
        Expect => "The client must then send:",
        Until => "Up to this exchange:",
        Sent sent => Tell(sent),
        Received received => Tell(received),
        _ => throw new ArgumentOutOfRangeException(nameof(statement), statement, "an unknown statement"),
    };

    static string Tell(Sent sent)
    {
        var who = sent.Actor is null ? "Send" : $"{sent.Actor} sends";
        var what = sent.What switch
        {
            RequestLine request => $"{string.Join(" or ", request.Methods)} to {request.Target.Source}",
            Command command => $"the command {command.Name}",
            Raw => "exactly these bytes",
            Datagram => "a datagram",
            AnswerLine answer => $"the answer {answer.Status}{(answer.Reason is null ? "" : $" {answer.Reason}")}",
            _ => "nothing and hangs up",
        };
        var held = sent.HeldAs is null ? "" : $" and leave it open, as {sent.HeldAs}";
        return Lines($"{who} {what}{held}{Judges(sent.Tag)}", Parts(sent.Headers, sent.Body, sent.Clauses, sent.Tag));
    }

    static string Tell(Received received)
    {
        var from = received.Actor is null ? "The answer" : $"For {received.Actor}, what comes";
        var ways = received.Options.Select((option, i) => Lines(
            $"{(i == 0 ? from : "   or it")} must be {Tell(option.What)}{Judges(option.Tag)}",
            Parts(option.Headers, option.Body, option.Clauses, option.Tag)));
        return string.Join('\n', ways);
    }

    static string Tell(Incoming what) => what switch
    {
        StatusLine { Statuses: var set } => $"status {LineText.Of(set).Replace("|", " or ", StringComparison.Ordinal)}",
        ArrivalLine arrival => $"a {arrival.Method} at {arrival.Target.Source}",
        NothingLine => "nothing",
        _ => "the end of the connection without an answer",
    };

    static IEnumerable<string> Parts(
        ImmutableArray<Choice<HeaderLine>> headers, Body? body, ImmutableArray<Choice<Clause>> clauses, Tag? above)
    {
        foreach (var line in Ways(headers, h => [Tell(h) + Judges(h.OwnTag, above)]))
            yield return line;
        if (body is not null)
            yield return $"with a body of {(body.Lines.Length == 1 ? "this line" : $"these {body.Lines.Length} lines")}:";
        foreach (var line in body?.Lines ?? [])
            yield return $"  {LineText.Of(line)}";
        foreach (var line in Ways(clauses, c => Tell(c).Select((text, i) => i == 0 ? text + Judges(c.OwnTag, above) : text)))
            yield return line;
    }

    static string Tell(HeaderLine header) => header.Form switch
    {
        HeaderForm.Is => $"header {header.Name} is {header.Value.Source}",
        HeaderForm.Exactly => $"header {header.Name} is exactly {header.Value.Source}",
        HeaderForm.IsIfPresent => $"header {header.Name}, if there, is {header.Value.Source}",
        HeaderForm.Has => $"header {header.Name} lists {header.Value.Source}",
        HeaderForm.Lacks => $"header {header.Name} does not list {header.Value.Source}",
        _ => $"there is no header {header.Name}",
    };

    static IEnumerable<string> Tell(Clause clause) => clause switch
    {
        TreeClause tree => Nodes(tree.Nodes, "  ").Prepend($"the {tree.Form.ToString().ToUpperInvariant()} body holds{(tree.InOrder ? ", in this order" : "")}:"),
        PropertiesClause properties => Nodes(properties.Nodes, "  ").Prepend($"the properties found for {properties.Of.Source} hold:"),
        MultistatusClause multistatus => Ways(multistatus.Parts, p => [$"  under status {LineText.Of(p.Statuses)}: {Names(p)}{Judges(p.OwnTag)}"])
            .Prepend($"the multi-status sorts these {(multistatus.Of == PartitionOf.Ids ? "subscriptions" : "resources")}, and no others:"),
        ManifestClause manifest => Ways(manifest.Lines, row => (row is ManifestRow { Nodes: var nodes } ? Nodes(nodes, "    ") : [])
            .Prepend($"  {LineText.Of(row)}{Judges(row.OwnTag)}")).Prepend("the manifest holds these rows:"),
        EachOnceClause once => [$"each {(once.Of == PartitionOf.Ids ? "id" : "href")} stands there once"],
        EmptyBodyClause => ["the body is empty"],
        NextClause => ["the next such request alone"],
        EventuallyClause => ["asked again until it holds, where the target needs time to settle"],
        StatusClause status => [$"preferably the status is {LineText.Of(status.Statuses)}"],
        ContainsClause contains => [$"the message holds the bytes {contains.Text.Source}"],
        MeasureClause { Measure: Measure.Arrives } m => [$"it arrives within {m.Range.Source}"],
        MeasureClause { Measure: Measure.Every } m => [$"it comes every {m.Range.Source}"],
        MeasureClause { Measure: Measure.Times } m => [$"it comes {m.Range.Source} times"],
        MeasureClause m => [$"it is {m.Range.Source} bytes long"],
        _ => throw new ArgumentOutOfRangeException(nameof(clause), clause, "an unknown clause"),
    };

    static string Names(PartitionLine part) => part.Hole is not null ? HoleText.Of(part.Hole)
        : part.Names.IsEmpty ? "(none)" : string.Join(", ", part.Names);

    static IEnumerable<string> Nodes(ImmutableArray<Choice<Node>> nodes, string indent) =>
        Ways(nodes, node => Nodes(node.Children, indent + "  ").Prepend($"{indent}{LineText.Of(node)}{Judges(node.OwnTag)}"));

    /// <summary>The lines of each way, an <c>or</c> before all but the first.</summary>
    static IEnumerable<string> Ways<T>(ImmutableArray<Choice<T>> choices, Func<T, IEnumerable<string>> tell)
        where T : notnull
    {
        foreach (var choice in choices)
        {
            var isFirst = true;
            foreach (var option in choice.Options)
            {
                var isHead = !isFirst;
                foreach (var line in tell(option))
                {
                    yield return isHead ? $"{line[..(line.Length - line.TrimStart(' ').Length)]}or {line.TrimStart(' ')}" : line;
                    isHead = false;
                }
                isFirst = false;
            }
        }
    }

    static string Lines(string head, IEnumerable<string> below)
    {
        var lines = string.Concat(below.Select(line => $"\n     {line}"));
        return lines.Length == 0 ? head + "." : head + ":" + lines;
    }

    static string Judges(Tag? tag, Tag? above = null) =>
        tag is null || ReferenceEquals(tag, above) ? "" : tag.Kind == TagKind.Setup ? " (a precondition)" : $" ({LineText.Of(tag)})";

    static string Unit(string unit) => unit switch
    {
        "ms" => "milliseconds",
        "s" => "seconds",
        "m" => "minutes",
        "h" => "hours",
        _ => "days",
    };
}
