using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Names: bound once, before they are used, and used at all.</summary>
sealed class ScopeLint
{
    readonly LintReport report;
    readonly IVocabulary vocabulary;
    readonly NameScope names;

    ScopeLint(LintReport report, IVocabulary vocabulary) =>
        (this.report, this.vocabulary, names) = (report, vocabulary, new NameScope(report));

    public static void Check(LintReport report, IVocabulary vocabulary)
    {
        var lint = new ScopeLint(report, vocabulary);
        foreach (var statement in report.File.Statements)
            lint.Visit(statement);
        lint.names.Finish();
    }

    void Visit(Statement statement)
    {
        switch (statement)
        {
            case Sweep sweep:
                foreach (var column in sweep.Columns.Where(c => c is not ("needs" or "reading")))
                    names.AddColumn(column, sweep.Line);
                foreach (var row in sweep.Rows)
                    Cells(row);
                break;
            case Given given:
                foreach (var binding in given.Bindings)
                    SetUp(binding);
                break;
            case When happening:
                foreach (var e in happening.Events)
                    Stimulus(e);
                break;
            case Then then:
                names.Take(then.Line, then.Amount);
                break;
            case Still still:
                foreach (var open in still.Held)
                    names.Held(open.Line, open.Name);
                break;
            case Hangup hangup:
                names.Held(hangup.Line, hangup.Name);
                break;
            case Check check:
                foreach (var relation in check.Relations)
                    Relation(relation);
                break;
            case Whenever:
                names.Forget();
                break;
            case Sent sent:
                Message(sent);
                break;
            case Received received:
                Message(received);
                break;
            default:
                break;
        }
    }

    /// <summary>A cell is put in as text, so the names in it count as used; what they mean is seen in each run.</summary>
    void Cells(Row row)
    {
        foreach (var cell in row.Cells)
        {
            foreach (var word in cell.Split([' ', '$', '{', '}', '.', ':', ','], StringSplitOptions.RemoveEmptyEntries))
                names.Mention(word);
        }
    }

    void SetUp(Binding binding)
    {
        names.Take(binding.Line, binding.Sentence);
        Sentence(SentenceKind.SetUp, binding.Line, binding.Sentence);
        names.Bind(binding.Name, binding.Line);
        if (vocabulary.MakesActor(binding.Sentence.Source))
            names.AddActor(binding.Name);
    }

    void Stimulus(Event e)
    {
        names.Take(e.Line, e.Sentence);
        Sentence(SentenceKind.Stimulus, e.Line, e.Sentence);
        if (e.Name is not null)
            names.Bind(e.Name, e.Line);
    }

    void Sentence(SentenceKind kind, int line, Template sentence)
    {
        // A sentence with a column in it is known only once a row is put in.
        if (sentence.Uses.Any(use => names.IsColumn(use.Name)) || vocabulary.Knows(kind, sentence))
            return;
        var noun = kind == SentenceKind.SetUp ? "set-up" : "stimulus";
        report.ErrorAt("sentence", line, sentence.Source, $"'{sentence.Source}' is no {noun} that the harness knows", vocabulary.Nearest(kind, sentence.Source));
    }

    void Message(Sent sent)
    {
        names.Actor(sent.Line, sent.Actor);
        Templates(sent.What, sent.Line);
        Parts(sent.Headers, sent.Body, sent.Clauses);
        if (sent.HeldAs is null)
            return;
        names.AddHeld(sent.HeldAs, sent.Line);
    }

    void Message(Received received)
    {
        if (received.Actor is { } actor && !names.IsHeld(actor))
            names.Actor(received.Line, actor);
        else if (received.Actor is not null)
            names.Mention(received.Actor);
        names.Each([new Choice<Expectation>(received.Options)], option =>
        {
            Templates(option.What, option.Line);
            Parts(option.Headers, option.Body, option.Clauses);
        });
    }

    void Parts(ImmutableArray<Choice<HeaderLine>> headers, Body? body, ImmutableArray<Choice<Clause>> clauses)
    {
        names.Each(headers, header => names.Take(header.Line, header.Value));
        foreach (var line in body?.Lines ?? [])
            names.Take(line.Line, line is TextBodyLine text ? text.Text : ((HexBodyLine)line).Bytes);
        names.Each(clauses, Clause);
    }

    void Clause(Clause clause)
    {
        switch (clause)
        {
            case TreeClause tree:
                names.Each(tree.Nodes, Node);
                break;
            case PropertiesClause properties:
                names.Take(clause.Line, properties.Of);
                names.Each(properties.Nodes, Node);
                break;
            case MultistatusClause multistatus:
                names.Each(multistatus.Parts, Part);
                break;
            case ManifestClause manifest:
                names.Each(manifest.Lines, Row);
                break;
            case StatusClause status:
                names.Take(clause.Line, status.Statuses.Hole);
                break;
            case ContainsClause contains:
                names.Take(clause.Line, contains.Text);
                break;
            case MeasureClause measure:
                names.Ends(clause.Line, measure.Range);
                break;
            default:
                break;
        }
    }

    void Node(Node node)
    {
        if (node.Value is not null)
            names.Take(node.Line, node.Value);
        names.Each(node.Children, Node);
    }

    void Part(PartitionLine part)
    {
        names.Take(part.Line, part.Statuses.Hole);
        foreach (var name in part.Names.Where(name => name != Words.Others))
            names.Use(part.Line, name);
        if (part.Hole is null)
            return;
        names.Use(part.Line, part.Hole.Name);
        if (!names.IsColumn(part.Hole.Name))
            report.ErrorAt("part", part.Line, part.Hole.Name, "names stand bare here; only a column of a sweep stands in a hole", part.Hole.Name);
    }

    void Row(ManifestLine line)
    {
        if (line is CollblobLine blob)
            names.Take(line.Line, blob.Value);
        if (line is not ManifestRow row)
            return;
        names.Take(row.Line, row.Resource);
        names.Each(row.Nodes, Node);
    }

    void Relation(Relation relation)
    {
        IEnumerable<string> compared = relation switch
        {
            Comparison c => Words.IsName(c.Right) ? [c.Left, c.Right] : [c.Left],
            Count c => c.Names,
            _ => [],
        };
        foreach (var name in compared)
            names.Use(relation.Line, name);
    }

    void Templates(Outgoing what, int line)
    {
        if (what is RequestLine request)
            names.Take(line, request.Target);
    }

    void Templates(Incoming what, int line)
    {
        if (what is StatusLine status)
            names.Take(line, status.Statuses.Hole);
        if (what is ArrivalLine arrival)
            names.Take(line, arrival.Target);
    }
}
