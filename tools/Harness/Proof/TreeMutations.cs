using System.Xml.Linq;

namespace Conformance.Harness.Proof;

/// <summary>Drops, doubles, renames, moves and rewrites single elements and attributes of a body.</summary>
static class TreeMutations
{
    /// <summary>Of a longer body the first and last elements stand for the rest.</summary>
    const int ElementsMax = 80;

    public static IEnumerable<(string What, XElement Root, bool IsRoot)> Of(TreeBody body)
    {
        var count = body.Root.DescendantsAndSelf().Count();
        foreach (var index in Enumerable.Range(0, count).Where(i => i < ElementsMax - 10 || i >= count - 10))
            foreach (var (what, change) in Changes(At(body.Root, index), body))
            {
                var root = new XElement(body.Root);
                var element = At(root, index);
                change(element);
                yield return ($"{element.Name.LocalName} {what}", root, index == 0);
            }
    }

    static IEnumerable<(string What, Action<XElement> Change)> Changes(XElement element, TreeBody body)
    {
        var isRoot = element.Parent is null;
        if (!isRoot)
        {
            yield return ("dropped", e => e.Remove());
            yield return ("doubled", e => e.AddAfterSelf(new XElement(e)));
            yield return ("joined by a stranger", e => e.AddAfterSelf(Estranged(e)));
            yield return ("joined by a stranger under another status", e => e.AddAfterSelf(OtherStatus(Estranged(e))));
            foreach (var home in Homes(element).Take(3))
                yield return ("moved", e => Move(e, home));
        }
        yield return ("renamed", e => e.Name = body.Stranger(e.Name));
        if (element.Elements().Skip(1).Any())
            yield return ("turned round", TurnRound);
        if (!element.HasElements)
            foreach (var text in TextMutations.Of(element.Value))
                yield return ($"says '{text}'", e => e.Value = text);
        yield return ("holds a stranger", e => e.Add(new XElement(body.Stranger(e.Name), "stranger")));
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            yield return ($"@{attribute.Name.LocalName} dropped", e => e.Attribute(attribute.Name)!.Remove());
            foreach (var text in TextMutations.Of(attribute.Value))
                yield return ($"@{attribute.Name.LocalName} '{text}'", e => e.SetAttributeValue(attribute.Name, text));
        }
    }

    /// <summary>Places of the same name as the parent: where an id stands when it is told under another status.</summary>
    static IEnumerable<int> Homes(XElement element)
    {
        var all = element.AncestorsAndSelf().Last().DescendantsAndSelf().ToList();
        return all.Select((other, index) => (other, index))
            .Where(pair => pair.other.Name == element.Parent!.Name && pair.other != element.Parent)
            .Select(pair => pair.index);
    }

    static void Move(XElement element, int home)
    {
        var to = At(element.AncestorsAndSelf().Last(), home);
        element.Remove();
        to.Add(element);
    }

    static void TurnRound(XElement element)
    {
        var children = element.Elements().Reverse().ToList();
        foreach (var child in children)
            child.Remove();
        element.Add(children);
    }

    /// <summary>A copy in which each text but a status line is another.</summary>
    static XElement Estranged(XElement element)
    {
        var copy = new XElement(element);
        foreach (var leaf in copy.DescendantsAndSelf().Where(e => !e.HasElements && !IsStatus(e)))
            leaf.Value = "stranger" + leaf.Value;
        return copy;
    }

    static XElement OtherStatus(XElement copy)
    {
        foreach (var leaf in copy.DescendantsAndSelf().Where(e => !e.HasElements && IsStatus(e)))
            leaf.Value = "HTTP/1.1 418 Mutated";
        return copy;
    }

    static bool IsStatus(XElement element) => element.Value.TrimStart().StartsWith("HTTP/", StringComparison.Ordinal);

    static XElement At(XElement root, int index) => root.DescendantsAndSelf().ElementAt(index);
}
