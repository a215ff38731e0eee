using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Names: bound once, before they are used, and used at all.</summary>
sealed class ScopeLint
{
    readonly LintReport report;
    readonly IVocabulary vocabulary;
    readonly Dictionary<string, int> bound = [];
    readonly Dictionary<string, int> captures = [];
    readonly HashSet<string> used = [];
    readonly HashSet<string> columns = [];
    readonly HashSet<string> actors = ["alice"];
    readonly HashSet<string> held = [];
    readonly Dictionary<string, int> everywhere;

    ScopeLint(LintReport report, IVocabulary vocabulary)
    {
        (this.report, this.vocabulary) = (report, vocabulary);
        everywhere = [];
        foreach (var (name, line) in report.File.Statements.SelectMany(Bindings))
            everywhere.TryAdd(name, line);
    }

    public static void Check(LintReport report, IVocabulary vocabulary)
    {
        var lint = new ScopeLint(report, vocabulary);
        foreach (var statement in report.File.Statements)
            lint.Visit(statement);
        lint.Finish();
    }

    void Visit(Statement statement)
    {
        switch (statement)
        {
            case Sweep sweep:
                foreach (var column in sweep.Columns.Where(c => c is not ("needs" or "reading")))
                {
                    Bind(column, sweep.Line);
                    columns.Add(column);
                }
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
                Use(then.Line, then.Amount);
                break;
            case Still still:
                foreach (var open in still.Held)
                    Held(open.Line, open.Name);
                break;
            case Hangup hangup:
                Held(hangup.Line, hangup.Name);
                break;
            case Check check:
                foreach (var relation in check.Relations)
                    Relation(relation);
                break;
            case Whenever:
                Finish();
                bound.Clear();
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
                used.Add(word);
        }
    }

    void SetUp(Binding binding)
    {
        Use(binding.Line, binding.Sentence);
        Sentence(SentenceKind.SetUp, binding.Line, binding.Sentence);
        Bind(binding.Name, binding.Line);
        if (vocabulary.MakesActor(binding.Sentence.Source))
            actors.Add(binding.Name);
    }

    void Stimulus(Event e)
    {
        Use(e.Line, e.Sentence);
        Sentence(SentenceKind.Stimulus, e.Line, e.Sentence);
        if (e.Name is not null)
            Bind(e.Name, e.Line);
    }

    void Sentence(SentenceKind kind, int line, Template sentence)
    {
        // A sentence with a column in it is known only once a row is put in.
        if (sentence.Uses.Any(use => columns.Contains(use.Name)) || vocabulary.Knows(kind, sentence))
            return;
        var noun = kind == SentenceKind.SetUp ? "set-up" : "stimulus";
        report.ErrorAt("sentence", line, sentence.Source, $"'{sentence.Source}' is no {noun} that the harness knows", vocabulary.Nearest(kind, sentence.Source));
    }

    void Message(Sent sent)
    {
        Actor(sent.Line, sent.Actor);
        Templates(sent.What, sent.Line);
        Parts(sent.Headers, sent.Body, sent.Clauses);
        if (sent.HeldAs is null)
            return;
        Bind(sent.HeldAs, sent.Line);
        held.Add(sent.HeldAs);
    }

    void Message(Received received)
    {
        if (received.Actor is { } actor && !held.Contains(actor))
            Actor(received.Line, actor);
        else if (received.Actor is not null)
            used.Add(received.Actor);
        var before = new Dictionary<string, int>(bound);
        var all = new Dictionary<string, int>(bound);
        foreach (var option in received.Options)
        {
            Reset(before);
            Templates(option.What, option.Line);
            Parts(option.Headers, option.Body, option.Clauses);
            foreach (var (name, line) in bound)
                all.TryAdd(name, line);
        }
        Reset(all);
    }

    void Parts(ImmutableArray<Choice<HeaderLine>> headers, Body? body, ImmutableArray<Choice<Clause>> clauses)
    {
        Each(headers, header => Take(header.Line, header.Value));
        foreach (var line in body?.Lines ?? [])
            Take(line.Line, line is TextBodyLine text ? text.Text : ((HexBodyLine)line).Bytes);
        Each(clauses, Clause);
    }

    void Clause(Clause clause)
    {
        switch (clause)
        {
            case TreeClause tree:
                Each(tree.Nodes, Node);
                break;
            case PropertiesClause properties:
                Take(clause.Line, properties.Of);
                Each(properties.Nodes, Node);
                break;
            case MultistatusClause multistatus:
                Each(multistatus.Parts, Part);
                break;
            case ManifestClause manifest:
                Each(manifest.Lines, Row);
                break;
            case StatusClause status:
                Take(clause.Line, status.Statuses.Hole);
                break;
            case ContainsClause contains:
                Take(clause.Line, contains.Text);
                break;
            case MeasureClause measure:
                Ends(clause.Line, measure.Range);
                break;
            default:
                break;
        }
    }

    void Node(Node node)
    {
        if (node.Value is not null)
            Take(node.Line, node.Value);
        Each(node.Children, Node);
    }

    void Part(PartitionLine part)
    {
        Take(part.Line, part.Statuses.Hole);
        foreach (var name in part.Names)
            Use(part.Line, name);
        if (part.Hole is null)
            return;
        Use(part.Line, part.Hole.Name);
        if (!columns.Contains(part.Hole.Name))
            report.ErrorAt("part", part.Line, part.Hole.Name, "names stand bare here; only a column of a sweep stands in a hole", part.Hole.Name);
    }

    void Row(ManifestLine line)
    {
        if (line is CollblobLine blob)
            Take(line.Line, blob.Value);
        if (line is not ManifestRow row)
            return;
        Take(row.Line, row.Resource);
        Each(row.Nodes, Node);
    }

    void Relation(Relation relation)
    {
        IEnumerable<string> names = relation switch
        {
            Comparison c => Words.IsName(c.Right) ? [c.Left, c.Right] : [c.Left],
            Count c => c.Names,
            _ => [],
        };
        foreach (var name in names)
            Use(relation.Line, name);
    }

    /// <summary>Alternatives start from the same names and may bind the same.</summary>
    void Each<T>(ImmutableArray<Choice<T>> choices, Action<T> visit)
        where T : notnull
    {
        foreach (var choice in choices)
        {
            if (choice.Options.Length == 1)
            {
                visit(choice.First);
                continue;
            }
            var before = new Dictionary<string, int>(bound);
            var all = new Dictionary<string, int>(bound);
            foreach (var option in choice.Options)
            {
                Reset(before);
                visit(option);
                foreach (var (name, line) in bound)
                    all.TryAdd(name, line);
            }
            Reset(all);
        }
    }

    void Templates(Outgoing what, int line)
    {
        if (what is RequestLine request)
            Take(line, request.Target);
    }

    void Templates(Incoming what, int line)
    {
        if (what is StatusLine status)
            Take(line, status.Statuses.Hole);
        if (what is ArrivalLine arrival)
            Take(line, arrival.Target);
    }

    void Use(int line, Template template) => Take(line, template);

    void Take(int line, Template template)
    {
        foreach (var part in template.Parts)
            Take(line, part);
    }

    void Take(int line, TemplatePart? part)
    {
        if (part is UsePart use)
            Use(line, use.Name);
        if (part is not CapturePart capture)
            return;
        if (capture.Range is not null)
            Ends(line, capture.Range);
        if (capture.Name is null)
            return;
        Bind(capture.Name, line);
        captures.TryAdd(capture.Name, line);
    }

    void Ends(int line, Range range)
    {
        if (range.From?.Use is { } from)
            Use(line, from.Name);
        if (range.To?.Use is { } to && range.To != range.From)
            Use(line, to.Name);
    }

    void Use(int line, string name)
    {
        used.Add(name);
        if (bound.ContainsKey(name) || Words.GivenNames.Contains(name) || columns.Contains(name))
            return;
        if (everywhere.TryGetValue(name, out var at))
            report.ErrorAt("name-scope", line, name, $"'{name}' is bound on line {at} and is not in scope here");
        else
            report.ErrorAt("name-unbound", line, name, $"nothing binds '{name}'", Suggest.Nearest(name, bound.Keys.Concat(columns).Concat(Words.GivenNames)));
    }

    void Actor(int line, string? name)
    {
        if (name is null)
            return;
        if (!actors.Contains(name) && bound.ContainsKey(name))
        {
            used.Add(name);
            report.ErrorAt("actor", line, name, $"'{name}' cannot speak: it is no account, principal, device or listener", Suggest.Nearest(name, actors));
        }
        else
            Use(line, name);
    }

    void Held(int line, string name)
    {
        used.Add(name);
        if (!held.Contains(name))
            report.ErrorAt("held", line, name, $"'{name}' is no request held above: '>>> ... held as {name}'", Suggest.Nearest(name, held));
    }

    void Bind(string name, int line)
    {
        if (!bound.TryAdd(name, line))
            report.ErrorAt("name-twice", line, name, $"'{name}' is bound on line {bound[name]} already");
    }

    void Reset(Dictionary<string, int> names)
    {
        bound.Clear();
        foreach (var (name, line) in names)
            bound.Add(name, line);
    }

    /// <summary>Ends a run: what was captured should have been used by now.</summary>
    void Finish()
    {
        foreach (var (name, line) in captures.Where(c => !used.Contains(c.Key)))
            report.WarnAt("capture-unused", line, name, $"'{name}' is captured and never used; leave the name away to judge the shape only");
        captures.Clear();
        used.Clear();
    }

    static IEnumerable<(string Name, int Line)> Bindings(Statement statement) => statement switch
    {
        Sweep sweep => sweep.Columns.Select(c => (c, sweep.Line)),
        Given given => given.Bindings.Select(b => (b.Name, b.Line)),
        When happening => happening.Events.Where(e => e.Name is not null).Select(e => (e.Name!, e.Line)),
        Sent { HeldAs: { } held } sent => [(held, sent.Line)],
        Received received => received.Options.SelectMany(o => Walk.Below(o.Headers, o.Clauses)).SelectMany(Captured),
        _ => [],
    };

    static IEnumerable<(string Name, int Line)> Captured(IJudged line)
    {
        IEnumerable<TemplatePart> parts = line switch
        {
            HeaderLine header => header.Value.Parts,
            Node { Value: { } value } => value.Parts,
            PartitionLine { Statuses.Hole: { } hole } => [hole],
            CollblobLine blob => blob.Value.Parts,
            ManifestRow row => row.Resource.Parts,
            _ => [],
        };
        return parts.OfType<CapturePart>().Where(c => c.Name is not null).Select(c => (c.Name!, line.Line));
    }
}
