using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Tags: that each expectation has one, that each cites what is catalogued, at the right level.</summary>
static class TagLint
{
    public static void Check(LintReport report, ILintCatalogue catalogue)
    {
        var file = report.File;
        var rows = file.Statements.OfType<Sweep>().SelectMany(s => s.Rows).ToArray();
        var usesRow = false;
        foreach (var line in Walk.Judged(file))
        {
            if (line.OwnTag is not { } tag)
                continue;
            if (tag.Kind == TagKind.Row)
            {
                usesRow = true;
                if (!rows.Any(row => row.OwnTag is not null))
                    report.ErrorAt("row", line.Line, "row", "'row' stands for the tag of the row of a sweep, and no row has one");
            }
            Cited(report, catalogue, line.Line, tag);
        }
        foreach (var row in rows.Where(row => row.OwnTag is not null))
        {
            Cited(report, catalogue, row.Line, row.OwnTag!);
            if (!usesRow)
                report.WarnAt("row-unused", row.Line, "#", "no line says 'row', so this tag judges nothing");
        }
        foreach (var sweep in file.Statements.OfType<Sweep>().Where(s => s.Rows.Any(r => r.OwnTag is not null)))
        {
            foreach (var row in sweep.Rows.Where(r => r.OwnTag is null && usesRow))
                report.Error("row", row.Line, 0, "the other rows of this table have a tag, this one has none to stand for 'row'");
        }
        Places(report);
    }

    static void Cited(LintReport report, ILintCatalogue catalogue, int line, Tag tag)
    {
        foreach (var judgement in tag.Judgements)
        {
            foreach (var id in judgement.Requirements)
                Cited(report, catalogue, line, judgement.Level, id);
            if (judgement.Reading is { } reading)
                Reading(report, catalogue, line, reading);
            if (judgement.Note is { } note && !catalogue.Notes.Contains(note))
                report.ErrorAt("note", line, note, $"the note '{note}' is not catalogued", Suggest.Nearest(note, catalogue.Notes));
        }
    }

    static void Cited(LintReport report, ILintCatalogue catalogue, int line, Level level, string id)
    {
        if (catalogue.LevelOf(id) is not { } known)
            report.ErrorAt("requirement", line, id, $"the requirement '{id}' is not catalogued", Suggest.Nearest(id, catalogue.Requirements));
        else if (catalogue.FaceOf(id) is { } face && face != report.File.Face)
            report.ErrorAt("face", line, id, $"'{id}' belongs to the face {face}, this file to {report.File.Face}");
        else if (known != level)
            report.ErrorAt("level", line, id, $"'{id}' is a {LineText.Of(known)} in the catalogue, here it is cited as {LineText.Of(level)}", LineText.Of(known));
    }

    static void Reading(LintReport report, ILintCatalogue catalogue, int line, string reading)
    {
        var family = reading.Split('/')[0];
        if (!catalogue.Readings.Contains(reading))
            report.ErrorAt("reading", line, reading, $"the reading '{reading}' is not catalogued", Suggest.Nearest(reading, catalogue.Readings));
        else if (catalogue.Readings.Count(r => r.Split('/')[0] == family) < 2)
            report.ErrorAt("reading-family", line, reading, $"the family {family} has this one reading only; then nothing is disputed");
    }

    /// <summary>Requests carry tags in client scenarios only, and there what is expected and what is asked of a trigger.</summary>
    static void Places(LintReport report)
    {
        Statement? part = null;
        foreach (var statement in report.File.Statements)
        {
            if (statement is Whenever or Until or Expect)
                part = statement;
            else if (report.File.IsClientSide)
                ClientSide(report, statement, part);
            else if (statement is Sent sent)
                Refuse(report, "tag-on-request", Walk.Judged(sent), "a request judges nothing and takes no tag");
            else
                foreach (var line in Unjudged(statement))
                    report.Error("untagged", line.Line, 0, "this expectation has no tag, and nothing above it to inherit one from");
        }
    }

    static void ClientSide(LintReport report, Statement statement, Statement? part)
    {
        if (statement is Sent sent && part is Expect)
        {
            if (sent.Tag is null)
                report.Error("untagged", sent.Line, 0, "an expected request carries a tag in a client scenario");
        }
        else if (statement is Sent trigger && part is Whenever)
            Refuse(report, "tag-on-condition", [trigger], "this line says when; what is then asked of the request stands below it");
        else if (statement is Sent or Received)
            Refuse(report, "tag-on-condition", Walk.Judged(statement), "this line is a condition of a client scenario and takes no tag");
    }

    static IEnumerable<IJudged> Unjudged(Statement statement) => statement switch
    {
        Received received => received.Options.Where(o => o.Tag is null),
        Still or Language.Check => Walk.Judged(statement).Where(line => line.Tag is null),
        _ => [],
    };

    static void Refuse(LintReport report, string code, IEnumerable<IJudged> lines, string message)
    {
        foreach (var line in lines.Where(line => line.OwnTag is not null))
            report.ErrorAt(code, line.Line, "# " + line.OwnTag!.Source, message);
    }
}
