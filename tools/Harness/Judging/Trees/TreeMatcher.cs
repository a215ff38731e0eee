using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Protocol;

namespace Conformance.Harness.Judging.Trees;

/// <summary>Holds the lines of a tree against elements, each line taking an element of its own.</summary>
/// <remarks>
/// First it looks for an assignment in which every line holds, with backtracking in file order; captures come from the first.
/// When there is none, <see cref="NearestTree"/> finds the one with the fewest misses, to say which lines miss. Both searches are
/// bounded by a number of comparisons, so no answer can make judging slow.
/// </remarks>
sealed class TreeMatcher
{
    readonly ImmutableDictionary<string, string>? prefixes;
    readonly Uri baseUri;
    readonly bool inOrder;
    int left;

    TreeMatcher(ImmutableDictionary<string, string>? prefixes, Uri baseUri, bool inOrder, int comparisons)
    {
        this.prefixes = prefixes;
        this.baseUri = baseUri;
        this.inOrder = inOrder;
        left = Comparisons = comparisons;
    }

    /// <summary>How many comparisons the search may make.</summary>
    public int Comparisons { get; }

    /// <summary>True when the search ended before every way was tried.</summary>
    public bool IsExhausted => left <= 0;

    public bool InOrder => inOrder;

    public static TreeMatcher ForXml(JudgingContext context, MarkupDocument document, Uri baseUri) =>
        new(context.Prefixes, baseUri, false, Budget(document));

    /// <summary>In WBXML a prefix is a code page and passes from parent to child.</summary>
    public static TreeMatcher ForWbxml(JudgingContext context, MarkupDocument document, Uri baseUri) =>
        new(null, baseUri, false, Budget(document));

    public TreeMatcher With(bool ordered) => new(prefixes, baseUri, ordered, Comparisons);

    /// <summary>A result for each line below <paramref name="parent"/>.</summary>
    public Findings Judge(Findings before, ImmutableArray<Choice<Node>> lines, Markup parent)
    {
        var whole = Group(lines, 0, parent, "", Taken.None, before, found => found);
        return whole ?? new NearestTree(this).Judge(before, lines, parent);
    }

    /// <summary>The first way in which all lines from <paramref name="index"/> on hold, or null.</summary>
    public Findings? Group(
        ImmutableArray<Choice<Node>> lines, int index, Markup parent, string page, Taken taken, Findings found, Func<Findings, Findings?> then)
    {
        if (index == lines.Length)
            return Others(lines, parent, page, taken) is null ? then(found) : null;
        foreach (var option in lines[index].Options)
            if (found.ConflictingReading(option) is null
                && Line(lines, index, option, parent, page, taken, found, then) is { } whole)
                return whole;
        return null;
    }

    /// <summary>The first way in which one element matches a line with all below it, or null.</summary>
    public Findings? Element(Node line, Markup element, string page, Findings found, Func<Findings, Findings?> then)
    {
        if (--left <= 0 || Head(line, element.Text, element.IsHttpsForm, found) is not { } head)
            return null;
        return Group(line.Children, 0, element, PageBelow(line, page), Taken.None, head, then);
    }

    /// <summary>Compares the text of an element or attribute; the line holds, or null.</summary>
    public Findings? Head(Node line, string text, bool https, Findings found)
    {
        ImmutableArray<string> notes = https ? [Multistatus.HttpsNote] : [];
        try
        {
            var match = Compare(line, text, found.Scope);
            return match.Holds ? found.Held(line, LineText.Of(line, found.Scope), notes).Capture(match.Captures) : null;
        }
        catch (MissingValueException missing)
        {
            return found.Blocked(line, LineText.Of(line, found.Scope), missing.Message);
        }
    }

    /// <summary>Text is trimmed, then equal; a value that begins with a made resource compares as a reference.</summary>
    /// <remarks>A line without a value takes any text, with <c>exactly</c> none at all.</remarks>
    public TextMatch Compare(Node line, string text, Scope scope)
    {
        if (line.Value is not { } value)
            return line.Quantifier == Quantifier.Exactly && text.Length > 0 ? TextMatch.No($"'{LineText.Visible(text)}'") : TextMatch.Yes;
        if (line.Quantifier == Quantifier.Exactly)
            return TextMatch.Of(value, text, scope, Encoding.UTF8);
        var trimmed = text.Trim();
        var match = TextMatch.Of(value, trimmed, scope, Encoding.UTF8);
        if (match.Holds || value.Parts is not [UsePart { Attribute: null } use, ..] || scope.Find(use.Name) is not { IsResource: true }
            || value.Captures.Any())
            return match;
        return Hrefs.Same(scope.RenderText(value), trimmed, baseUri) ? TextMatch.Yes : match;
    }

    /// <summary>The children that a line with <c>only</c> forbids, or null when there is no such line or child.</summary>
    public string? Others(ImmutableArray<Choice<Node>> lines, Markup parent, string page, Taken taken)
    {
        if (!lines.Any(choice => choice.Options.Any(option => option.Quantifier == Quantifier.Only)))
            return null;
        var each = lines.SelectMany(choice => choice.Options)
            .Where(option => option.Quantifier == Quantifier.Each && !option.IsAttribute)
            .Select(option => Name(option, page)).ToHashSet();
        var others = Enumerable.Range(0, parent.Children.Count)
            .Where(i => !taken.Holds(i) && !each.Contains(parent.Children[i].Name))
            .Take(5).Select(i => Described(parent.Children[i])).ToArray();
        return others.Length == 0 ? null : string.Join(", ", others);
    }

    /// <summary>The name a line asks for.</summary>
    /// <exception cref="InvalidOperationException">The prefix is not declared; the lint refuses such a file.</exception>
    public XName Name(Node line, string page)
    {
        if (prefixes is null)
            return XName.Get(line.Name, line.IsAttribute ? "" : line.Prefix ?? page);
        if (line.Prefix is null)
            return line.Name;
        return prefixes.TryGetValue(line.Prefix, out var uri) || Namespaces.Prefixes.TryGetValue(line.Prefix, out uri)
            ? XName.Get(line.Name, Namespaces.Canonical(uri))
            : throw new InvalidOperationException($"Line {line.Line}: the prefix {line.Prefix} stands for no namespace.");
    }

    /// <summary>The code page that lines below this one inherit.</summary>
    public string PageBelow(Node line, string page) => prefixes is null ? line.Prefix ?? page : "";

    public static string Described(Markup element)
    {
        var text = element.Text.Trim();
        return MarkupPath.Name(element.Name) + (text.Length == 0 ? "" : $" '{LineText.Visible(text)}'");
    }

    Findings? Line(
        ImmutableArray<Choice<Node>> lines, int index, Node line, Markup parent, string page, Taken taken, Findings found,
        Func<Findings, Findings?> then)
    {
        Findings? Next(Findings f, Taken t) => Group(lines, index + 1, parent, page, t, f, then);
        var name = Name(line, page);
        if (line.IsAttribute)
            return Attribute(line, name, parent, found) is { } judged ? Next(judged, taken) : null;
        var indices = parent.Named(name);
        switch (line.Quantifier)
        {
            case Quantifier.No:
                return Absent(line, parent, page, indices, found) is { } absent ? Next(absent, taken) : null;
            case Quantifier.Each:
                return Every(line, parent, page, indices, found) is { } every ? Next(every, taken) : null;
            case Quantifier.One when indices.Count != 1:
                return null;
        }
        foreach (var i in indices)
        {
            if (taken.Holds(i) || (inOrder && i < taken.Last))
                continue;
            if (IsExhausted)
                return null;
            var now = taken.Add(i);
            if (Element(line, parent.Children[i], page, found, f => Next(f, now)) is { } whole)
                return whole;
        }
        return null;
    }

    Findings? Attribute(Node line, XName name, Markup parent, Findings found)
    {
        var attribute = parent.Attributes.FirstOrDefault(one => one.Name == name);
        if (line.Quantifier == Quantifier.No)
        {
            var matched = attribute is null ? null : Head(line, attribute.Value, false, found);
            return matched is null ? found.Held(line, LineText.Of(line, found.Scope)) : matched.Misses > found.Misses ? matched : null;
        }
        if (attribute is null)
            return line.Quantifier == Quantifier.Each ? found.Held(line, LineText.Of(line, found.Scope)) : null;
        return Head(line, attribute.Value, attribute.IsHttpsForm, found);
    }

    // The lines below a "no" are part of what is forbidden; they share its result.
    Findings? Absent(Node line, Markup parent, string page, IReadOnlyList<int> indices, Findings found)
    {
        foreach (var i in indices)
            if (Element(line, parent.Children[i], page, found, f => f) is { } match)
                return match.Misses > found.Misses ? match : null;
        return IsExhausted ? null : HeldWithAllBelow(line, found);
    }

    // A million children are walked one after the other; captures come from the first.
    Findings? Every(Node line, Markup parent, string page, IReadOnlyList<int> indices, Findings found)
    {
        Findings? first = null;
        foreach (var i in indices)
        {
            if (Element(line, parent.Children[i], page, found, f => f) is not { } match)
                return null;
            first ??= match;
        }
        return first ?? HeldWithAllBelow(line, found);
    }

    public static Findings HeldWithAllBelow(Node line, Findings found) =>
        Lines.Of(line).Aggregate(found, (f, node) => f.Held(node, LineText.Of(node, f.Scope)));

    static int Budget(MarkupDocument document) => 50_000 + 2 * document.Elements;
}
