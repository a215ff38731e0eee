using System.Xml.Linq;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging.Trees;

/// <summary>Encodes the <c>wbxml</c> tree of a request, the writing counterpart of judging one.</summary>
public static class WbxmlRequest
{
    /// <summary>Header <c>03 01 6A 00</c>, inline strings, a page switch only where the page changes.</summary>
    /// <exception cref="MissingValueException">A hole has no value.</exception>
    /// <exception cref="ArgumentException">The tree has no single root, an attribute, or a name that no code page has.</exception>
    public static byte[] Of(TreeClause tree, Scope scope) => tree is { Form: TreeForm.Wbxml, Nodes: [var root] }
        ? WbxmlTree.Write(Element(root.First, "", scope))
        : throw new ArgumentException($"Line {tree.Line}: a WBXML request is one tree with one root.");

    static XElement Element(Node node, string page, Scope scope)
    {
        if (node.IsAttribute || node.Quantifier != Quantifier.Some)
            throw new ArgumentException($"Line {node.Line}: a WBXML request has elements only.");
        var own = node.Prefix ?? page;
        return new XElement(
            XName.Get(node.Name, own),
            node.Value is not null && scope.RenderText(node.Value) is { Length: > 0 } text ? text : null,
            node.Children.Select(child => Element(child.First, own, scope)));
    }
}
