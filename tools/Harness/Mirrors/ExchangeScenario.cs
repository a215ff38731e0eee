using System.Collections.Immutable;
using System.Text;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;

namespace Conformance.Harness.Mirrors;

/// <summary>Writes a sequence, as it was played, as a scenario.</summary>
/// <remarks>It fails where the sequence did, and holds on a server that is right.</remarks>
sealed class ExchangeScenario(Catalogues catalogues)
{
    static readonly Requests holes = new("${watched}", "${watched.uri}", "${elsewhere}", "${elsewhere.uri}");
    static readonly string[] queryNames = ["all", "marked"];

    readonly StringBuilder text = new();

    /// <param name="bobWrites">Whether the third writer was the second account.</param>
    public string Write(string id, string source, ImmutableArray<Exchange> exchanges, bool bobWrites)
    {
        var asked = exchanges.OfType<Asked>().ToArray();
        var finding = asked[^1].Finding!;
        var writers = exchanges.OfType<Written>().Select(w => WriterOf(w.Step, bobWrites)).ToHashSet();
        Head(id, finding, source, exchanges, writers);
        Givens(exchanges, asked, writers);
        var needed = asked.SelectMany(Rows).Where(row => row.IsDelete || row.IsNotUid).Select(row => row.Uid!).ToHashSet();
        var uids = asked.SelectMany(ask => ask.Told).Select(row => row.Uid!).Where(needed.Contains).Distinct()
            .Select((uid, i) => (uid, i)).ToDictionary(pair => pair.uid, pair => $"uid{pair.i + 1}");
        var bound = new HashSet<string>();
        for (var i = 0; i < exchanges.Length; i++)
            if (exchanges[i] is Written written)
                Write(written, i, bobWrites);
            else
                Ask((Asked)exchanges[i], asked, uids, bound);
        var parsed = ScenarioParser.Parse(id + ".scenario", text.ToString()).Require();
        return ScenarioPrinter.Print(parsed);
    }

    static string WriterOf(WriteStep step, bool bobWrites) => step.Writer == 2 && bobWrites ? "bob" : "";

    void Head(string id, Finding finding, string source, ImmutableArray<Exchange> exchanges, HashSet<string> writers)
    {
        var acts = exchanges.OfType<Written>().Select(w => w.Step.Act).ToHashSet();
        string[] needs =
        [
            "folder", "search", "repl",
            .. acts.Overlaps([Act.Mark, Act.Unmark]) ? ["proppatch"] : Array.Empty<string>(),
            .. acts.Contains(Act.Copy) ? ["copy"] : Array.Empty<string>(),
            .. acts.Overlaps([Act.MoveIn, Act.MoveOut, Act.Rename]) ? ["move"] : Array.Empty<string>(),
            .. writers.Contains("bob") ? ["account.second"] : Array.Empty<string>(),
        ];
        text.Append($"scenario {id}\n  title {Sentence(finding.Sentence)}\n  source {source}\n");
        text.Append($"  needs {string.Join(", ", needs)}\n  catches nothing yet\n");
        if (exchanges.OfType<Asked>().SelectMany(Rows).Any(row => row.Property?.Contains("C:") == true))
            text.Append($"  prefix C = {Requests.PropertyNamespace}\n");
        text.Append('\n');
    }

    /// <summary>Names of the suite's own making stay; the ids of a run say nothing.</summary>
    static string Sentence(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    static IEnumerable<ExpectedRow> Rows(Asked ask) => ask.Told.Concat(ask.Finding?.Wanted ?? []);

    void Givens(ImmutableArray<Exchange> exchanges, Asked[] asked, HashSet<string> writers)
    {
        var needsElsewhere = exchanges.OfType<Written>()
            .Any(written => written.Step.Act is Act.MoveIn or Act.MoveOut or Act.PutElsewhere);
        text.Append("given watched = a folder\n");
        if (needsElsewhere)
            text.Append("       elsewhere = a folder\n");
        if (writers.Contains("bob"))
            text.Append("       bob = a second account\n");
        var names = asked.SelectMany(Rows).Where(row => !row.IsDelete).Select(row => row.Name).Distinct();
        foreach (var name in names.Order(StringComparer.Ordinal))
            text.Append($"       {name} = text ${{watched}}/{name}\n");
        foreach (var mirror in asked.Select(ask => ask.Step.Mirror).Distinct().Order())
            text.Append($"       {queryNames[mirror]} = text {holes.QueryOf(mirror)}\n");
        text.Append('\n');
    }

    void Write(Written written, int number, bool bobWrites)
    {
        Request(WriterOf(written.Step, bobWrites), holes.Write(written.Step, number));
        text.Append($"{WriterOf(written.Step, bobWrites)} <<< 2xx  # setup\n\n".TrimStart(' '));
    }

    void Ask(Asked ask, Asked[] asked, Dictionary<string, string> uids, HashSet<string> bound)
    {
        var isInitial = ask.Before.IsInitial;
        var blob = isInitial ? "" : $"${{blob{ask.Before.BlobNumber}}}";
        Request("", holes.Search(blob, $"${{{queryNames[ask.Step.Mirror]}}}", ask.Step.Page));
        var status = ask.Finding is { IsOfStatus: true } wrong ? wrong.Requirement : isInitial ? "REPL-01" : "REPL-14";
        text.Append($"<<< 207  # {Tag(status)}\n");
        var lines = new StringBuilder();
        var isUsed = ask.BlobNumber > 0 && asked.Any(other => other.Before.BlobNumber == ask.BlobNumber);
        if (isUsed || ask.Finding?.WantsBlob == true)
        {
            var name = isUsed ? $"blob{ask.BlobNumber}" : "";
            lines.Append($"    collblob ${{{name}:text}}  # {Tag(isInitial ? "REPL-03" : "REPL-24")}\n");
        }
        foreach (var row in Rows(ask))
            Row(lines, row, uids, bound);
        if (ask.Finding is { HasTooMany: true } finding)
            lines.Append($"    no other rows  # {Tag(finding.Requirement)}\n");
        if (lines.Length > 0)
            text.Append("  manifest\n").Append(lines);
        text.Append('\n');
    }

    void Row(StringBuilder lines, ExpectedRow row, Dictionary<string, string> uids, HashSet<string> bound)
    {
        if (row.IsDelete)
        {
            lines.Append($"    delete uid ${{{uids[row.Uid!]}}}  # {Tag(row.Requirement)}\n");
            return;
        }
        var below = row.Property is { } property ? $"      {property}\n"
            : row.IsNotUid ? $"      no R:repl-uid ${{{uids[row.Uid!]}}}\n"
            : "";
        // A name is bound once; a later row of the same item says again what is known.
        if (below.Length == 0 && row.Uid is { } uid && uids.TryGetValue(uid, out var name))
            below += bound.Add(name) ? $"      R:repl-uid ${{{name}:text}}  # {Tag("REPL-09")}\n" : "";
        lines.Append($"    change ${{{row.Name}}}  # {Tag(row.Requirement)}\n{below}");
        if (row.IsNew)
            lines.Append(
                $"    or new ${{{row.Name}}}  # {Tag(row.Requirement)} reading 6.5/new note CHANGETYPE-NEW\n{below}");
    }

    void Request(string actor, SequenceRequest request)
    {
        text.Append($"{actor} >>> {request.Method} {request.Path}\n".TrimStart(' '));
        foreach (var header in request.Headers)
            text.Append($"    {header.Name}: {header.Value}\n");
        if (request.Body.Length > 0)
            foreach (var line in request.Body.Split('\n'))
                text.Append($"    | {line}\n");
    }

    string Tag(string requirement) => $"{LineText.Of((catalogues.Find(requirement)
        ?? throw new InvalidOperationException($"there is no row {requirement}")).Level)} {requirement}";
}
