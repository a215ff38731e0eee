using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Protocol.Wbxml;
using Conformance.SelfTests.Layout;

namespace Conformance.SelfTests.Witnesses;

/// <summary>What wbxml2xml is known to do otherwise, from <c>tools/Peers/wbxml2xml/limits.txt</c>.</summary>
static class Wbxml2XmlLimits
{
    static readonly ImmutableDictionary<string, Block> pages =
        BlockFile.Read(Repository.PathOf("tools", "Peers", "wbxml2xml", "limits.txt")).ToImmutableDictionary(block => block.Id);

    /// <summary>Whether it has the tag, under whatever name.</summary>
    public static bool Knows(CodePageTag tag) => !Words(tag.Page.Name, "lacks").Contains(tag.Name);

    /// <summary>Its own namespace and name for a tag: <c>Contacts:BusinessCity</c>.</summary>
    public static string Its(string page, string name)
    {
        var calls = Words(page, "calls").Chunk(2).FirstOrDefault(pair => pair[0] == name);
        return $"{pages.GetValueOrDefault(page)?["namespace"] ?? page}:{calls?[1] ?? name}";
    }

    /// <summary>Whether it prints what a tag holds as base64.</summary>
    public static bool IsBase64(string page, string name) => Words(page, "base64").Contains(name);

    static string[] Words(string page, string field) =>
        pages.GetValueOrDefault(page)?[field]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
