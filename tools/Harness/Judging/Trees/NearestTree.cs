using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging.Trees;

/// <summary>Finds the assignment with the fewest misses when no assignment holds in full, and says for each line what is wrong.</summary>
/// <remarks>Branch and bound over the lines of one parent; once its own bound is spent it takes the first way it finds.</remarks>
sealed class NearestTree(TreeMatcher matcher)
{
    // Beyond these the report would not get better, only slower.
    const int WaysMax = 1_000;
    const int CandidatesMax = 8;
    const int FaultyMax = 20;

    int ways;

    public Findings Judge(Findings before, ImmutableArray<Choice<Node>> lines, Markup parent)
    {
        var nearest = Group(before, lines, parent, "");
        return matcher.IsExhausted || ways > WaysMax ? SayBounded(before, nearest) : nearest;
    }

    Findings Group(Findings before, ImmutableArray<Choice<Node>> lines, Markup parent, string page)
    {
        if (lines.IsEmpty)
            return before;
        if (matcher.Group(lines, 0, parent, page, Taken.None, before, found => found) is { } whole)
            return whole;
        Findings? best = null;
        Try(0, Taken.None, before);
        return best!;

        void Try(int index, Taken taken, Findings found)
        {
            if (best is not null && (found.Misses >= best.Misses || ++ways > WaysMax))
                return;
            if (index == lines.Length)
            {
                found = JudgeOnly(found, before.Lines.Count, lines, parent, page, taken);
                if (best is null || found.Misses < best.Misses)
                    best = found;
                return;
            }
            foreach (var option in lines[index].Options)
                foreach (var (result, now) in Ways(found, option, parent, page, taken))
                    Try(index + 1, now, result);
        }
    }

    IEnumerable<(Findings, Taken)> Ways(Findings found, Node line, Markup parent, string page, Taken taken)
    {
        if (line.IsAttribute)
        {
            yield return (Attribute(found, line, parent, page), taken);
            yield break;
        }
        var indices = parent.Named(matcher.Name(line, page));
        if (line.Quantifier is Quantifier.No or Quantifier.Each)
        {
            yield return (line.Quantifier == Quantifier.No
                ? No(found, line, parent, page, indices)
                : Each(found, line, parent, page, indices), taken);
            yield break;
        }
        foreach (var i in Candidates(found, line, parent, page, indices, taken))
        {
            var at = Element(found, line, parent.Children[i], page);
            yield return (line.Quantifier == Quantifier.One && indices.Count > 1
                ? Replace(found, at, line, $"{indices.Count} of them in {MarkupPath.Of(parent)}")
                : at, taken.Add(i));
        }
        yield return (Missing(found, line, parent, indices, taken), taken);
    }

    // Those that match in full come first: taking one of them costs no miss.
    IEnumerable<int> Candidates(Findings found, Node line, Markup parent, string page, IReadOnlyList<int> indices, Taken taken)
    {
        var free = indices.Where(i => !taken.Holds(i) && (!matcher.InOrder || i > taken.Last));
        var whole = free.Where(i => matcher.Element(line, parent.Children[i], page, found, f => f) is not null).Take(CandidatesMax).ToArray();
        return whole.Concat(free.Take(CandidatesMax).Except(whole)).ToArray();
    }

    Findings Element(Findings found, Node line, Markup element, string page)
    {
        var head = found.ConflictingReading(line) is { } conflict
            ? found.Missed(line, LineText.Of(line, found.Scope), conflict)
            : matcher.Head(line, element.Text, element.IsHttpsForm, found)
                ?? found.Missed(line, LineText.Of(line, found.Scope), $"{Why(line, element.Text, found.Scope)} in {MarkupPath.Of(element)}");
        return Group(head, line.Children, element, matcher.PageBelow(line, page));
    }

    Findings Attribute(Findings found, Node line, Markup parent, string page)
    {
        var name = matcher.Name(line, page);
        var text = LineText.Of(line, found.Scope);
        var attribute = parent.Attributes.FirstOrDefault(one => one.Name == name);
        if (attribute is null)
            return line.Quantifier is Quantifier.No or Quantifier.Each
                ? found.Held(line, text)
                : found.Missed(line, text, $"no such attribute in {MarkupPath.Of(parent)}");
        var head = matcher.Head(line, attribute.Value, attribute.IsHttpsForm, found);
        if (line.Quantifier != Quantifier.No)
            return head ?? found.Missed(line, text, $"{Why(line, attribute.Value, found.Scope)} in {MarkupPath.Of(parent)}");
        return head is null ? found.Held(line, text)
            : head.Misses > found.Misses ? head
            : found.Missed(line, text, $"'{LineText.Visible(attribute.Value)}' in {MarkupPath.Of(parent)}");
    }

    Findings No(Findings found, Node line, Markup parent, string page, IReadOnlyList<int> indices)
    {
        foreach (var i in indices)
        {
            if (matcher.Element(line, parent.Children[i], page, found, f => f) is not { } match)
                continue;
            if (match.Misses > found.Misses)
                return match;
            var actual = $"{TreeMatcher.Described(parent.Children[i])} is {MarkupPath.Of(parent.Children[i])}";
            return Lines.Of(line).Aggregate(found, (f, node) => f.Missed(node, LineText.Of(node, f.Scope), actual));
        }
        return matcher.IsExhausted && indices.Count > 0
            ? Lines.Of(line).Aggregate(found, (f, node) => f.Missed(node, LineText.Of(node, f.Scope), "not every element could be compared"))
            : TreeMatcher.HeldWithAllBelow(line, found);
    }

    // Each line below misses when it misses in any of the elements; the first of them is shown.
    Findings Each(Findings found, Node line, Markup parent, string page, IReadOnlyList<int> indices)
    {
        Findings? whole = null;
        var faulty = new List<Findings>();
        foreach (var i in indices)
        {
            if (matcher.Element(line, parent.Children[i], page, found, f => f) is { } match)
                whole ??= match;
            else
                faulty.Add(Element(found, line, parent.Children[i], page));
            if (faulty.Count >= FaultyMax)
                break;
        }
        if (faulty.Count == 0)
            return whole ?? TreeMatcher.HeldWithAllBelow(line, found);
        var worst = new SortedDictionary<int, LineResult>();
        foreach (var result in faulty.SelectMany(f => f.Lines.Skip(found.Lines.Count)))
            if (!worst.TryGetValue(result.Line, out var known) || (known.Outcome == Outcome.Held && result.Outcome != Outcome.Held))
                worst[result.Line] = result;
        return faulty[0].WithLinesAfter(found.Lines.Count, worst.Values);
    }

    static Findings Missing(Findings found, Node line, Markup parent, IReadOnlyList<int> indices, Taken taken)
    {
        var where = parent.Parent is null && parent.Name == "document" ? "the document" : MarkupPath.Of(parent);
        var actual = indices.Count == 0 ? $"{where} has no such element; it has {MarkupPath.ChildNames(parent)}"
            : indices.All(taken.Holds) ? $"{where} has {indices.Count} of them, each the match of another line"
            : $"none is where it should be in {where}";
        found = found.Missed(line, LineText.Of(line, found.Scope), actual);
        foreach (var below in Lines.Of(line.Children))
            found = below.Quantifier is Quantifier.No or Quantifier.Each
                ? found.Blocked(below, LineText.Of(below, found.Scope), "the element above is missing")
                : found.Missed(below, LineText.Of(below, found.Scope), "the element above is missing");
        return found;
    }

    Findings JudgeOnly(
        Findings found, int from, ImmutableArray<Choice<Node>> lines, Markup parent, string page, Taken taken)
    {
        if (matcher.Others(lines, parent, page, taken) is not { } others)
            return found;
        var only = lines.SelectMany(choice => choice.Options).Where(option => option.Quantifier == Quantifier.Only)
            .Select(option => option.Line).ToHashSet();
        return found.WithLinesAfter(from, found.Lines.Skip(from).Select(line => only.Contains(line.Line) && line.Outcome == Outcome.Held
            ? line with { Outcome = Outcome.Missed, Actual = $"{MarkupPath.Of(parent)} also has {others}" }
            : line));
    }

    static Findings Replace(Findings before, Findings after, Node line, string actual) => after.WithLinesAfter(
        before.Lines.Count,
        after.Lines.Skip(before.Lines.Count).Select(result => result.Line == line.Line
            ? result with { Outcome = Outcome.Missed, Actual = actual }
            : result));

    string Why(Node line, string text, Scope scope)
    {
        var why = matcher.Compare(line, text, scope).Why;
        return why.Length == 0 ? $"'{LineText.Visible(text.Trim())}'" : why;
    }

    static Findings SayBounded(Findings before, Findings nearest) => nearest.WithLinesAfter(
        before.Lines.Count,
        nearest.Lines.Skip(before.Lines.Count).Select(line => line.Outcome != Outcome.Missed ? line
            : line with { Actual = $"{line.Actual} (the search for a match ended at its bound)" }));
}
