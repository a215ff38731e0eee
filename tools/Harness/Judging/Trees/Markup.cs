using System.Collections.Immutable;
using System.Xml.Linq;
using Conformance.Protocol;

namespace Conformance.Harness.Judging.Trees;

/// <summary>A body read as a tree, or the reason why it cannot be.</summary>
/// <param name="Root">Null when there is a problem.</param>
/// <param name="Problem">One sentence with the place; empty when the body was read.</param>
/// <param name="Elements">How many elements there are; bounds the search for an assignment.</param>
sealed record MarkupDocument(Markup? Root, string Problem, int Elements)
{
    public static MarkupDocument Unreadable(string problem) => new(null, problem, 0);
}

/// <param name="Name">Namespace in its canonical form.</param>
sealed record MarkupAttribute(XName Name, string Value, bool IsHttpsForm);

/// <summary>An element of an XML or WBXML body in the form that patterns are held against.</summary>
/// <param name="name">Namespace in its canonical form; for WBXML the name of the code page.</param>
/// <param name="isHttpsForm">True when the message wrote a Microsoft namespace with https.</param>
sealed class Markup(XName name, bool isHttpsForm, Markup? parent)
{
    readonly List<Markup> children = [];
    Dictionary<XName, List<int>>? byName;

    public XName Name { get; } = name;

    public bool IsHttpsForm { get; } = isHttpsForm;

    public Markup? Parent { get; } = parent;

    public IReadOnlyList<Markup> Children => children;

    public ImmutableArray<MarkupAttribute> Attributes { get; init; } = [];

    /// <summary>The text directly in this element, untrimmed.</summary>
    public string Text { get; set; } = "";

    /// <summary>Indices of the children with a name, in order.</summary>
    public IReadOnlyList<int> Named(XName wanted)
    {
        if (byName is null)
        {
            byName = [];
            for (var i = 0; i < children.Count; i++)
            {
                if (!byName.TryGetValue(children[i].Name, out var indices))
                    byName[children[i].Name] = indices = [];
                indices.Add(i);
            }
        }
        return byName.TryGetValue(wanted, out var found) ? found : [];
    }

    public IEnumerable<Markup> Elements(XName wanted) => Named(wanted).Select(i => children[i]);

    public Markup? Element(XName wanted) => Named(wanted) is [var first, ..] ? children[first] : null;

    public void Add(Markup child) => children.Add(child);

    /// <summary>A parent for elements that are judged as if they stood side by side.</summary>
    public static Markup Holding(IEnumerable<Markup> elements)
    {
        var holder = new Markup("document", false, null);
        holder.children.AddRange(elements);
        return holder;
    }

    /// <summary>The name of a namespace as compared, and whether it was written with https.</summary>
    public static (XName Name, bool IsHttpsForm) Canonical(string uri, string localName) =>
        (XName.Get(localName, Namespaces.Canonical(uri)), Namespaces.IsHttpsForm(uri));
}
