using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Protocol;

namespace Conformance.Harness.Proof;

/// <summary>Adds what the lines of a clause forbid or restrict: the element of the line itself, in every place it could stand.</summary>
sealed class PatternMutations(JudgingContext context, TreeBody body)
{
    const int PlacesMax = 12;

    static readonly XName anywhere = DavNames.Prop;

    public IEnumerable<(string What, XElement Root)> Of(Clause clause) => clause switch
    {
        TreeClause tree => Below(tree.Nodes, null, "", tree.Form == TreeForm.Wbxml),
        PropertiesClause properties => Below(properties.Nodes, anywhere, "", false),
        ManifestClause manifest => manifest.Lines.Select(choice => choice.First).OfType<ManifestRow>()
            .SelectMany(row => Below(row.Nodes, anywhere, "", false))
            .Concat(Strangers()),
        MultistatusClause => Strangers(),
        _ => [],
    };

    IEnumerable<(string, XElement)> Below(ImmutableArray<Choice<Node>> nodes, XName? parent, string page, bool isWbxml)
    {
        foreach (var node in nodes.Select(choice => choice.First))
        {
            var name = NameOf(node, page, isWbxml);
            var below = isWbxml ? node.Prefix ?? page : "";
            if (parent is not null)
                foreach (var instance in Instances(node, page, isWbxml))
                    foreach (var root in Inserted(parent, instance))
                        yield return ($"{name.LocalName} added", root);
            if (!node.IsAttribute)
                foreach (var deeper in Below(node.Children, name, below, isWbxml))
                    yield return deeper;
        }
    }

    /// <summary>What the line describes, and the same name with another text.</summary>
    IEnumerable<XObject> Instances(Node node, string page, bool isWbxml)
    {
        var name = NameOf(node, page, isWbxml);
        if (node.IsAttribute)
            return [new XAttribute(name, TextOf(node)), new XAttribute(name, "stranger")];
        return [Instance(node, page, isWbxml), new XElement(name), new XElement(name, "stranger")];
    }

    XElement Instance(Node node, string page, bool isWbxml)
    {
        var element = new XElement(NameOf(node, page, isWbxml), node.Value is null ? null : TextOf(node));
        foreach (var child in node.Children.Select(choice => choice.First).Where(child => child.Quantifier != Quantifier.No))
            element.Add(child.IsAttribute
                ? new XAttribute(NameOf(child, "", isWbxml), TextOf(child))
                : Instance(child, isWbxml ? node.Prefix ?? page : "", isWbxml));
        return element;
    }

    IEnumerable<XElement> Inserted(XName parent, XObject instance)
    {
        var count = body.Root.DescendantsAndSelf(parent).Take(PlacesMax).Count();
        for (var i = 0; i < count; i++)
        {
            var root = new XElement(body.Root);
            var place = root.DescendantsAndSelf(parent).ElementAt(i);
            if (instance is XAttribute attribute)
                place.SetAttributeValue(attribute.Name, attribute.Value);
            else
                place.Add(new XElement((XElement)instance));
            yield return root;
        }
    }

    /// <summary>Responses and rows that nobody asked for, and a collblob.</summary>
    IEnumerable<(string, XElement)> Strangers()
    {
        foreach (var status in new[] { "200", "204", "412", "418" })
            yield return ($"a response under {status} added", With(new XElement(DavNames.Response,
                new XElement(DavNames.Href, "/stranger"),
                new XElement(DavNames.Status, $"HTTP/1.1 {status} Mutated"),
                new XElement(ExchangeNames.SubscriptionId, new XElement(ExchangeNames.Li, "99999999")))));
        yield return ("a collblob added", With(new XElement(ReplNames.Repl, new XElement(ReplNames.Collblob, "stranger"))));
    }

    XElement With(XElement child)
    {
        var root = new XElement(body.Root);
        root.Add(child);
        return root;
    }

    XName NameOf(Node node, string page, bool isWbxml)
    {
        if (isWbxml)
            return XName.Get(node.Name, node.IsAttribute ? "" : node.Prefix ?? page);
        return node.Prefix is null
            ? XName.Get(node.Name)
            : XName.Get(node.Name, context.Prefixes.GetValueOrDefault(node.Prefix) ?? Namespaces.Prefixes[node.Prefix]);
    }

    /// <summary>A text that the line takes: what its holes stand for, and an example where it captures.</summary>
    string TextOf(Node node)
    {
        var text = new StringBuilder();
        foreach (var part in node.Value?.Parts ?? [])
            text.Append(part switch
            {
                LiteralPart literal => literal.Text,
                UsePart use => context.Scope.Find(use.Name) is null ? "unknown" : context.Scope.Resolve(use),
                CapturePart { Kind: ValueKind.Int or ValueKind.Id } => "1",
                CapturePart { Kind: ValueKind.Uri } => "http://stranger.test/",
                CapturePart { Kind: ValueKind.Path } => "/stranger",
                CapturePart { Kind: ValueKind.Status } => "HTTP/1.1 200 OK",
                _ => "text",
            });
        return text.ToString();
    }
}
