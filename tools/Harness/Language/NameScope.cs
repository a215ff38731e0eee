using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>The names that stand at one place of a file: what is bound, what was used, who may speak, what is held.</summary>
/// <remarks>Errors go to the report at once; what was captured for nothing is told when a run of the file ends.</remarks>
sealed class NameScope
{
    readonly LintReport report;
    readonly Dictionary<string, int> bound = [];
    readonly Dictionary<string, int> captures = [];
    readonly HashSet<string> used = [];
    readonly HashSet<string> columns = [];
    readonly HashSet<string> actors = ["alice"];
    readonly HashSet<string> held = [];
    readonly Dictionary<string, int> everywhere = [];

    public NameScope(LintReport report)
    {
        this.report = report;
        foreach (var (name, line) in report.File.Statements.SelectMany(BoundNames.Of))
            everywhere.TryAdd(name, line);
    }

    public bool IsColumn(string name) => columns.Contains(name);

    public bool IsHeld(string name) => held.Contains(name);

    public void AddColumn(string name, int line)
    {
        Bind(name, line);
        columns.Add(name);
    }

    public void AddActor(string name) => actors.Add(name);

    public void AddHeld(string name, int line)
    {
        Bind(name, line);
        held.Add(name);
    }

    /// <summary>Counts a name as used where it cannot be told yet what it stands for.</summary>
    public void Mention(string name) => used.Add(name);

    /// <summary>Names of one window of a client scenario are new in the next.</summary>
    public void Forget()
    {
        Finish();
        bound.Clear();
    }

    /// <summary>Alternatives start from the same names and may bind the same.</summary>
    public void Each<T>(ImmutableArray<Choice<T>> choices, Action<T> visit)
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

    public void Take(int line, Template template)
    {
        foreach (var part in template.Parts)
            Take(line, part);
    }

    public void Take(int line, TemplatePart? part)
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

    public void Ends(int line, Range range)
    {
        if (range.From?.Use is { } from)
            Use(line, from.Name);
        if (range.To?.Use is { } to && range.To != range.From)
            Use(line, to.Name);
    }

    public void Use(int line, string name)
    {
        used.Add(name);
        if (bound.ContainsKey(name) || Words.GivenNames.Contains(name) || columns.Contains(name))
            return;
        if (everywhere.TryGetValue(name, out var at))
            report.ErrorAt("name-scope", line, name, $"'{name}' is bound on line {at} and is not in scope here");
        else
            report.ErrorAt("name-unbound", line, name, $"nothing binds '{name}'", Suggest.Nearest(name, bound.Keys.Concat(columns).Concat(Words.GivenNames)));
    }

    public void Actor(int line, string? name)
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

    public void Held(int line, string name)
    {
        used.Add(name);
        if (!held.Contains(name))
            report.ErrorAt("held", line, name, $"'{name}' is no request held above: '>>> ... held as {name}'", Suggest.Nearest(name, held));
    }

    public void Bind(string name, int line)
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
    public void Finish()
    {
        foreach (var (name, line) in captures.Where(c => !used.Contains(c.Key)))
            report.WarnAt("capture-unused", line, name, $"'{name}' is captured and never used; leave the name away to judge the shape only");
        captures.Clear();
        used.Clear();
    }
}
