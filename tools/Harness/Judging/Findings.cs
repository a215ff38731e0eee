using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging;

/// <summary>What judging one message has found so far: line results, captures, readings.</summary>
/// <remarks>Immutable, so an alternative or an assignment that fails is simply dropped.</remarks>
sealed record Findings(JudgingContext Context)
{
    public ImmutableList<LineResult> Lines { get; private init; } = [];

    public ImmutableDictionary<string, IValue> Captures { get; private init; } = ImmutableDictionary<string, IValue>.Empty;

    /// <summary>Readings met by lines of this message.</summary>
    public ImmutableDictionary<string, string> Readings { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How many lines do not hold.</summary>
    public int Misses { get; private init; }

    public Scope Scope => Context.Scope;

    /// <summary>The line holds, unless it stands for another reading than the one met before.</summary>
    public Findings Held(IJudged line, string expected, params ImmutableArray<string> notes)
    {
        if (ConflictingReading(line) is { } conflict)
            return Missed(line, expected, conflict);
        var added = this with { Lines = Lines.Add(new LineResult(line.Line, line.Tag, Outcome.Held, expected, "") { Notes = notes }) };
        foreach (var reading in ReadingsOf(line))
            added = added with
            {
                Context = Context with { Readings = added.Context.Readings.SetItem(Family(reading), reading) },
                Readings = added.Readings.SetItem(Family(reading), reading),
            };
        return added;
    }

    public Findings Missed(IJudged line, string expected, string actual, params ImmutableArray<string> notes) =>
        Add(new LineResult(line.Line, line.Tag, Outcome.Missed, expected, actual) { Notes = notes });

    public Findings Blocked(IJudged line, string expected, string reason) =>
        Add(new LineResult(line.Line, line.Tag, Outcome.Blocked, expected, reason));

    /// <summary>Held or missed, as <paramref name="holds"/> says.</summary>
    public Findings Decide(IJudged line, bool holds, string expected, string actual) =>
        holds ? Held(line, expected) : Missed(line, expected, actual);

    public Findings Capture(ImmutableArray<KeyValuePair<string, IValue>> captures) => captures.IsDefaultOrEmpty
        ? this
        : this with { Captures = Captures.SetItems(captures), Context = Context with { Scope = Scope.BindAll(captures) } };

    /// <summary>Why the line cannot hold in this run: a reading of its family was met that is not its own.</summary>
    public string? ConflictingReading(IJudged line)
    {
        foreach (var reading in ReadingsOf(line))
            if (Context.Readings.TryGetValue(Family(reading), out var met) && met != reading)
                return $"this is reading {reading}, but {met} was met before in this run";
        return null;
    }

    /// <summary>Judges, and turns a value that is missing into a blocked line.</summary>
    public Findings Guarded(IJudged line, Func<Findings> judge)
    {
        try
        {
            return judge();
        }
        catch (MissingValueException missing)
        {
            return Blocked(line, LineText.Of(line, Scope), missing.Message);
        }
    }

    /// <summary>Tries the options in order: the first that adds no miss counts, else the nearest.</summary>
    /// <remarks>Of two as near, one that an earlier reading of the run rules out is not what was expected here.</remarks>
    public Findings Choose<T>(Choice<T> choice, Func<Findings, T, Findings> judge)
        where T : notnull
    {
        Findings? nearest = null;
        var isRuledOut = false;
        foreach (var option in choice.Options)
        {
            var found = judge(this, option);
            if (found.Misses == Misses)
                return found;
            var ruledOut = option is IJudged line && ConflictingReading(line) is not null;
            if (nearest is null || found.Misses < nearest.Misses || (found.Misses == nearest.Misses && isRuledOut && !ruledOut))
                (nearest, isRuledOut) = (found, ruledOut);
        }
        return choice.Options.Length == 1 ? nearest! : nearest!.MentionAlternatives(Lines.Count, choice);
    }

    /// <summary>Replaces the results after the first <paramref name="count"/>.</summary>
    public Findings WithLinesAfter(int count, IEnumerable<LineResult> lines)
    {
        var all = Lines.Take(count).Concat(lines).ToImmutableList();
        return this with { Lines = all, Misses = all.Count(line => line.Outcome != Outcome.Held) };
    }

    static IEnumerable<string> ReadingsOf(IJudged line) =>
        line.Tag is null ? [] : line.Tag.Judgements.Where(j => j.Reading is not null).Select(j => j.Reading!);

    static string Family(string reading) => reading.Split('/')[0];

    Findings Add(LineResult result) => this with { Lines = Lines.Add(result), Misses = Misses + 1 };

    // The first line of the reported option also says what else would have done.
    Findings MentionAlternatives<T>(int from, Choice<T> choice)
        where T : notnull
    {
        var index = Lines.FindIndex(from, line => line.Outcome == Outcome.Missed);
        if (index < 0)
            return this;
        var others = choice.Options.OfType<IJudged>()
            .Where(option => option.Line != Lines[index].Line)
            .Select(option => LineText.Of(option, Scope));
        var line = Lines[index];
        return this with { Lines = Lines.SetItem(index, line with { Expected = string.Join(" or ", others.Prepend(line.Expected)) }) };
    }
}
