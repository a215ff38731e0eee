using System.Collections.Immutable;
using System.Globalization;

namespace Conformance.Harness.Language;

/// <summary>What is allowed and yet looks wrong, and the reason phrase, which is never right.</summary>
static class ShapeLint
{
    const decimal MinuteMs = 60_000;
    const decimal DayMs = 86_400_000;

    public static void Check(LintReport report)
    {
        Waits(report);
        Statement? above = null;
        foreach (var statement in report.File.Statements)
        {
            if (statement is Received received)
                Answer(report, received, above);
            else if (statement is Sent { What: Raw } raw && IsOrdinary(raw))
                report.WarnAt("raw-ordinary", raw.Line, "raw", "an ordinary request would send the same bytes");
            above = statement;
        }
    }

    static void Answer(LintReport report, Received received, Statement? above)
    {
        foreach (var option in received.Options)
        {
            if (option.What is StatusLine { Reason: { } reason })
                report.ErrorAt("reason", option.Line, reason, "a reason phrase is never judged and stands in recordings only");
            if (option.What is StatusLine { Statuses: var set })
                Span(report, option.Line, set);
            foreach (var clause in Walk.Options(option.Clauses))
                Clause(report, clause);
            NoteOnly(report, option.Headers);
            NoteOnly(report, option.Clauses);
        }
        if (received is { Options: [{ What: NothingLine }] } && above is When)
            report.WarnAt("no-barrier", received.Line, "nothing", "nothing stands between the event and its absence: a request of the same actor or 'then +' makes it sure");
        NoteOnly(report, [.. received.Options]);
    }

    static void Clause(LintReport report, Clause clause)
    {
        switch (clause)
        {
            case StatusClause status:
                Span(report, clause.Line, status.Statuses);
                break;
            case MultistatusClause multistatus:
                foreach (var part in Walk.Options(multistatus.Parts))
                    Span(report, part.Line, part.Statuses);
                NoteOnly(report, multistatus.Parts);
                break;
            case NextClause next:
                report.ErrorAt("next", next.Line, "next", "only expected requests of a client are taken one by one");
                break;
            case ManifestClause manifest:
                NoteOnly(report, manifest.Lines);
                break;
            case TreeClause tree:
                Tree(report, tree.Nodes);
                break;
            case PropertiesClause properties:
                Tree(report, properties.Nodes);
                break;
            default:
                break;
        }
    }

    static void Tree(LintReport report, ImmutableArray<Choice<Node>> nodes)
    {
        NoteOnly(report, nodes);
        var seen = new HashSet<string>();
        foreach (var node in Walk.Options(nodes))
        {
            if (!seen.Add(Spelling(node)))
                report.WarnAt("equal-lines", node.Line, LineText.Of(node), "the same line stands above; each line needs an element of its own");
            Tree(report, node.Children);
        }
    }

    static string Spelling(Node node) => $"{LineText.Of(node)}({string.Join(';', Walk.Options(node.Children).Select(Spelling))})";

    static void Span(LintReport report, int line, StatusSet set)
    {
        if (set.Items.Any(item => item[0] == '2') && set.Items.Any(item => item[0] == '5'))
            report.WarnAt("status-span", line, set.ToString(), "this set holds success and server error alike");
    }

    static void NoteOnly<T>(LintReport report, ImmutableArray<Choice<T>> choices)
        where T : IJudged
    {
        foreach (var choice in choices)
            NoteOnly(report, [.. choice.Options.Cast<IJudged>()]);
    }

    /// <summary>A requirement at MUST that every way to meet it makes advisory.</summary>
    static void NoteOnly(LintReport report, ImmutableArray<IJudged> options)
    {
        if (!options.Any(o => o.OwnTag is not null))
            return;
        var musts = options.SelectMany(o => o.Tag?.Judgements ?? []).Where(j => j.Level == Level.Must).ToArray();
        if (musts.Length > 0 && musts.All(j => j.Note is not null) && options.All(o => o.Tag?.Judgements.Any(j => j.Note is not null) == true))
            report.WarnAt("note-only", options[0].Line, "note", "this MUST can be met with a note only, so it is never plainly passed");
    }

    static void Waits(LintReport report)
    {
        decimal sum = 0;
        foreach (var then in report.File.Statements.OfType<Then>())
        {
            if (!decimal.TryParse(then.Amount.Source, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                continue;
            var wait = amount * RangeReader.Scale(then.Unit);
            var before = sum;
            sum += wait;
            if (wait > DayMs)
                report.WarnAt("long-wait", then.Line, "+", "more than a day passes here");
            if (before <= MinuteMs && sum > MinuteMs && !report.File.Needs.Contains("clock"))
                report.WarnAt("clock-cost", then.Line, "+", "on a real clock this file waits more than a minute; 'needs clock' would leave it to control clocks");
        }
    }

    /// <summary>A well-formed request that already holds all that the harness would add.</summary>
    static bool IsOrdinary(Sent raw)
    {
        if (raw.Body is not { Lines: [TextBodyLine first, .. var rest] } || !IsCrLf(first) || !IsRequestLine(first.Text.Source))
            return false;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in rest.OfType<TextBodyLine>().TakeWhile(line => line.Text.Source.Length > 0))
        {
            var colon = line.Text.Source.IndexOf(": ", StringComparison.Ordinal);
            if (!IsCrLf(line) || colon < 0 || !Words.IsToken(line.Text.Source.AsSpan(0, colon)) || !names.Add(line.Text.Source[..colon]))
                return false;
        }
        return names.IsSupersetOf(["Host", "Authorization", "User-Agent", "X-Conformance"]);
    }

    static bool IsCrLf(TextBodyLine line) => line.Margin == "||";

    static bool IsRequestLine(string line) => line.Split(' ') is [var method, _, "HTTP/1.1"] && Words.IsToken(method);
}
