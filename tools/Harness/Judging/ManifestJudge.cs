using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Protocol;

namespace Conformance.Harness.Judging;

/// <summary>Judges <c>manifest</c>: the rows and the collblob of a replication answer.</summary>
sealed class ManifestJudge
{
    readonly ManifestClause clause;
    readonly Manifest manifest;
    readonly MessageBody body;
    readonly HashSet<int> claimed = [];

    ManifestJudge(ManifestClause clause, MessageBody body)
    {
        this.clause = clause;
        this.body = body;
        manifest = Manifest.Read(body.Xml);
    }

    public static Findings Of(Findings found, ManifestClause clause, MessageBody body) =>
        new ManifestJudge(clause, body).Judge(found);

    Findings Judge(Findings found)
    {
        var text = LineText.Of(clause, found.Scope);
        if (manifest.Problem.Length > 0)
            return Lines.Below(clause).Aggregate(
                found.Missed(clause, text, manifest.Problem),
                (f, line) => f.Missed(line, LineText.Of(line, f.Scope), manifest.Problem));
        if (clause.OwnTag is not null || !manifest.Notes.IsEmpty)
            found = found.Held(clause, text, manifest.Notes);
        // What closes the list is judged when every row has been claimed.
        foreach (var choice in clause.Lines.OrderBy(choice => choice.First is NoOtherRowsLine))
        {
            var claims = new Dictionary<int, int>();
            var before = found.Lines.Count;
            found = found.Choose(choice, (f, line) => f.Guarded(line, () => Line(f, line, claims)));
            if (claims.TryGetValue(found.Lines[before].Line, out var row))
                claimed.Add(row);
        }
        return found;
    }

    Findings Line(Findings found, ManifestLine line, Dictionary<int, int> claims)
    {
        var text = LineText.Of(line, found.Scope);
        switch (line)
        {
            case ManifestRow row:
                return Row(found, row, text, claims);
            case NoCollblobLine:
                return found.Decide(line, manifest.Collblob is null, text,
                    manifest.Collblob is "" ? "an empty R:collblob" : $"R:collblob {LineText.Visible(manifest.Collblob ?? "")}");
            case CollblobLine blob:
                if (manifest.Collblob is null)
                    return found.Missed(line, text, "no R:collblob");
                var match = TextMatch.Of(blob.Value, manifest.Collblob, found.Scope, System.Text.Encoding.UTF8);
                return found.Decide(line, match.Holds, text, $"R:collblob is {match.Why}").Capture(match.Captures);
            default:
                var others = manifest.Rows.Where((_, i) => !claimed.Contains(i)).ToArray();
                return found.Decide(line, others.Length == 0, text,
                    $"{others.Length} more: {string.Join("; ", others.Take(10).Select(row => row.ToString()))}");
        }
    }

    Findings Row(Findings found, ManifestRow line, string text, Dictionary<int, int> claims)
    {
        var wanted = found.Scope.RenderText(line.Resource).Trim();
        var candidates = Enumerable.Range(0, manifest.Rows.Length)
            .Where(i => !claimed.Contains(i) && IsNamed(manifest.Rows[i], wanted, line.ByUid))
            .ToArray();
        var index = Array.FindIndex(candidates, i => manifest.Rows[i].Type == line.Type);
        if (index < 0)
        {
            var actual = candidates.Length > 0 ? $"the row is {manifest.Rows[candidates[0]]}" : $"no such row; {manifest.Summary()}";
            found = found.Missed(line, text, actual);
            return Lines.Of(line.Nodes).Aggregate(found, (f, node) => f.Missed(node, LineText.Of(node, f.Scope), "its row is missing"));
        }
        claims[line.Line] = candidates[index];
        found = found.Held(line, text);
        var row = manifest.Rows[candidates[index]];
        return TreeMatcher.ForXml(found.Context, body.Xml, body.BaseUri).Judge(found, line.Nodes, row.Properties);
    }

    bool IsNamed(ManifestEntry row, string wanted, bool byUid) =>
        byUid ? row.Uid == wanted : row.Href is not null && Hrefs.Same(wanted, row.Href, body.BaseUri);
}
