using System.Globalization;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging;

/// <summary>Judges <c>multistatus of ids</c> or <c>of hrefs</c> as an unordered partition, and <c>each id once</c>.</summary>
static class MultistatusJudge
{
    public static Findings Of(Findings found, Clause clause, MessageBody body) => clause switch
    {
        MultistatusClause partition => new Partition(partition, body).Judge(found),
        EachOnceClause once => Once(found, once, body),
        _ => throw new InvalidOperationException($"Line {clause.Line} is no multi-status clause."),
    };

    static Findings Once(Findings found, EachOnceClause clause, MessageBody body)
    {
        var text = LineText.Of(clause, found.Scope);
        var read = Multistatus.Read(body.Xml, clause.Of);
        if (read.Problem.Length > 0)
            return found.Missed(clause, text, read.Problem);
        var twice = read.Entries
            .GroupBy(entry => clause.Of == PartitionOf.Ids ? entry.Key : Hrefs.PathOf(entry.Key, body.BaseUri) ?? entry.Key)
            .Where(group => group.Count() > 1)
            .Take(10)
            .Select(group => $"{group.First().Key} stands {group.Count()} times (under {string.Join(", ", group.Select(e => e.Status).Distinct())})");
        // Nothing at all is not "each once": an answer without a single entry proves nothing.
        return read.Entries.IsEmpty
            ? found.Missed(clause, text, read.Summary())
            : found.Decide(clause, !twice.Any(), text, string.Join("; ", twice));
    }

    sealed class Partition(MultistatusClause clause, MessageBody body)
    {
        readonly Multistatus read = Multistatus.Read(body.Xml, clause.Of);
        readonly Dictionary<PartitionLine, string[]> listed = [];

        public Findings Judge(Findings found)
        {
            if (read.Problem.Length > 0)
                return Lines.Below(clause).Aggregate(
                    found.Missed(clause, LineText.Of(clause, found.Scope), read.Problem),
                    (f, line) => f.Missed(line, LineText.Of(line, f.Scope), read.Problem));
            var judged = JudgeParts(found);
            if (clause.Parts.All(choice => choice.Options.Length == 1))
                return judged;
            // Once it is known which alternative of each line counts, the others excuse nothing: an id under a status
            // that only an alternative not taken speaks of is a stranger.
            var taken = judged.Lines.Skip(found.Lines.Count).Select(line => line.Line).ToHashSet();
            var chosen = clause with
            {
                Parts = [.. clause.Parts.Select(choice => new Choice<PartitionLine>(
                    [choice.Options.FirstOrDefault(part => taken.Contains(part.Line)) ?? choice.First]))],
            };
            return new Partition(chosen, body).JudgeParts(found);
        }

        Findings JudgeParts(Findings found)
        {
            found = found.Guarded(clause, () => Strangers(found));
            foreach (var choice in clause.Parts)
                found = found.Choose(choice, (f, part) => f.Guarded(part, () => Part(f, part)));
            return found;
        }

        Findings Part(Findings found, PartitionLine part)
        {
            var text = LineText.Of(part, found.Scope);
            // Names that may stand anywhere are not judged; the line only excuses them from the others.
            if (part.Statuses.IsAny)
                return found;
            var statuses = ExpectationJudge.Statuses(part.Statuses, found.Scope);
            var troubles = new List<string>();
            foreach (var key in Keys(clause.Of, part, found.Scope))
            {
                var under = Under(key);
                if (under.Length == 0)
                    troubles.Add($"{key} is under no status");
                else if (under.FirstOrDefault(status => !statuses.Holds(status), -1) is var wrong and >= 0)
                    troubles.Add($"{key} is under {Number(wrong)}");
                else if (statuses.Hole is CapturePart && under.Length > 1)
                    troubles.Add($"{key} stands under {string.Join(" and ", under.Select(Number))}");
                else if (statuses.Hole is CapturePart { Name: { } name })
                    found = found.Capture([new(name, new TextValue(Number(under[0])))]);
            }
            if (statuses.Hole is null)
                foreach (var entry in read.Entries.Where(entry => statuses.Holds(entry.Status) && !MayStand(entry, part, found.Scope)).Take(10))
                    troubles.Add($"{entry.Key} is under {Number(entry.Status)} too");
            return troubles.Count == 0
                ? found.Held(part, text, read.Notes)
                : found.Missed(part, text, $"{string.Join("; ", troubles.Distinct())} ({read.Summary()})", read.Notes);
        }

        // What stands under a status that no line speaks of belongs to the clause, not to one of its lines.
        Findings Strangers(Findings found)
        {
            var text = LineText.Of(clause, found.Scope);
            var parts = clause.Parts.SelectMany(part => part.Options).ToArray();
            var strangers = read.Entries
                .Where(entry => !parts.Any(part => Lists(part, entry.Key, found.Scope)
                    || (!IsWild(part) && ExpectationJudge.Statuses(part.Statuses, found.Scope).Holds(entry.Status))))
                .Take(10)
                .Select(entry => $"{entry.Key} is under {Number(entry.Status)}")
                .ToArray();
            return strangers.Length == 0
                ? found.Held(clause, text, read.Notes)
                : found.Missed(clause, text, $"{string.Join("; ", strangers)} ({read.Summary()})", read.Notes);
        }

        // Under the statuses of a line stand its names, those in an "any" line, and those of another line for the same status.
        bool MayStand(MultistatusEntry entry, PartitionLine line, Scope scope) => Lists(line, entry.Key, scope)
            || clause.Parts.SelectMany(part => part.Options).Any(other => other != line && Lists(other, entry.Key, scope)
                && (IsWild(other) || (!SharesChoice(line, other)
                    && ExpectationJudge.Statuses(other.Statuses, scope).Holds(entry.Status))));

        bool SharesChoice(PartitionLine one, PartitionLine other) =>
            clause.Parts.Any(part => part.Options.Contains(one) && part.Options.Contains(other));

        // Names were bound before the message came, so what a line lists is the same for every entry.
        bool Lists(PartitionLine part, string key, Scope scope)
        {
            if (part.Names.Contains(Words.Others))
                return true;
            if (!listed.TryGetValue(part, out var keys))
                listed[part] = keys = [.. Keys(clause.Of, part, scope, lenient: true)];
            foreach (var wanted in keys)
                if (Same(wanted, key))
                    return true;
            return false;
        }

        int[] Under(string key) =>
            [.. read.Entries.Where(entry => Same(key, entry.Key)).Select(entry => entry.Status).Distinct()];

        bool Same(string wanted, string key) =>
            clause.Of == PartitionOf.Ids ? wanted == key : Hrefs.Same(wanted, key, body.BaseUri);

        static bool IsWild(PartitionLine part) => part.Statuses.IsAny || part.Statuses.Hole is CapturePart;

        static IEnumerable<string> Keys(PartitionOf of, PartitionLine part, Scope scope, bool lenient = false)
        {
            IEnumerable<string> names = part.Hole is { } hole
                ? scope.Resolve(hole).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                : part.Names.Where(name => name != Words.Others);
            foreach (var name in names)
                if (scope.Find(name) is { } value)
                    foreach (var key in of == PartitionOf.Ids ? value.Text.Split(',') : [value.Text])
                        yield return key.Trim();
                else if (part.Hole is not null)
                    yield return name;
                else if (!lenient)
                    throw new MissingValueException(name, "nothing was captured or made under this name");
        }

        static string Number(int status) => status.ToString("000", CultureInfo.InvariantCulture);
    }
}
