using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>Turns what became of a line into the verdict of each requirement the line names.</summary>
public sealed class Verdicts(Catalogues catalogues, bool isReference, string profile)
{
    /// <summary>The reports of one line; set-up lines give one report without a requirement.</summary>
    public IEnumerable<LineReport> Of(LineResult result, string text, int exchange)
    {
        if (result.Tag is null || result.Tag.Kind != TagKind.Judges)
            return [Report(result, text, exchange, Level.Must, "", SetupVerdict(result), null, [])];
        return
        [
            .. from judgement in result.Tag.Judgements
               from id in judgement.Requirements
               select Report(
                   result, text, exchange, judgement.Level, id, VerdictOf(result, judgement, id),
                   result is { Outcome: Outcome.Held, ShowsReading: true } ? judgement.Reading : null,
                   result.Outcome == Outcome.Held && NoteOf(judgement) is { } note ? [note] : []),
        ];
    }

    /// <summary>The code to report a line under that holds: its own, or that of the reading it stands for.</summary>
    string? NoteOf(Judgement judgement) => judgement.Note
        ?? (judgement.Reading is { } reading ? catalogues.FindReading(reading)?.Note : null);

    Verdict VerdictOf(LineResult result, Judgement judgement, string id) => result.Outcome switch
    {
        Outcome.Blocked => Verdict.Blocked,
        Outcome.Held => RequirementVerdict.Of(
            Row(id), missed: false, judgement.Note ?? result.Notes.FirstOrDefault(), isReference, profile,
            judgement.Reading is { } reading ? catalogues.FindReading(reading) : null),
        _ => RequirementVerdict.Of(Row(id), missed: true, judgement.Note, isReference, profile),
    };

    Requirement Row(string id) => catalogues.Find(id)
        ?? throw new InvalidOperationException($"{id} stands in no catalogue; lint the scenario first");

    static Verdict SetupVerdict(LineResult result) => result.Outcome == Outcome.Held ? Verdict.Passed : Verdict.Blocked;

    static LineReport Report(
        LineResult result, string text, int exchange, Level level, string id, Verdict verdict, string? reading,
        ImmutableArray<string> notes) =>
        new(result.Line, text, level, id, verdict, result.Expected, result.Actual, reading, [.. notes, .. result.Notes], exchange);
}
