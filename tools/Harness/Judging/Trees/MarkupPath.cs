using System.Xml.Linq;
using Conformance.Protocol;

namespace Conformance.Harness.Judging.Trees;

/// <summary>Names elements for reports: <c>/D:multistatus/D:response[2]/D:status</c>.</summary>
static class MarkupPath
{
    public static string Of(Markup element)
    {
        var steps = new Stack<string>();
        for (var at = element; at is not null; at = at.Parent)
        {
            var siblings = at.Parent?.Named(at.Name);
            var position = siblings is { Count: > 1 } ? $"[{Position(at, siblings) + 1}]" : "";
            steps.Push(Name(at.Name) + position);
        }
        return "/" + string.Join('/', steps);
    }

    /// <summary>A name with the suite's prefix, whatever prefix the message used.</summary>
    public static string Name(XName name)
    {
        var uri = name.NamespaceName;
        if (uri.Length == 0)
            return name.LocalName;
        var prefix = Namespaces.Prefixes.FirstOrDefault(pair => pair.Value == uri).Key;
        return prefix is not null ? $"{prefix}:{name.LocalName}"
            : uri.Contains(':', StringComparison.Ordinal) ? $"{{{LineText.Visible(uri)}}}{name.LocalName}"
            : $"{uri}:{name.LocalName}";
    }

    public static string ChildNames(Markup element)
    {
        const int shown = 8;
        var names = element.Children.Take(200).Select(child => Name(child.Name)).Distinct().ToArray();
        return names.Length == 0 ? "no element" : string.Join(", ", names.Take(shown)) + (names.Length > shown ? ", ..." : "");
    }

    static int Position(Markup element, IReadOnlyList<int> siblings)
    {
        for (var i = 0; i < siblings.Count; i++)
            if (ReferenceEquals(element.Parent!.Children[siblings[i]], element))
                return i;
        return -1;
    }
}
