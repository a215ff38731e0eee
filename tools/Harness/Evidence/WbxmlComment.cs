using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence;

/// <summary>What a WBXML body says, for the people who read a transcript: its bytes stand below in hexadecimal.</summary>
static class WbxmlComment
{
    /// <summary>The tree, an element to a line, as far as the bytes can be read; null for other bodies.</summary>
    public static string? Of(HttpMessage message)
    {
        if (message.Body.IsEmpty || message["Content-Type"]?.Contains("wbxml", StringComparison.OrdinalIgnoreCase) != true)
            return null;
        var (root, problem) = WbxmlTree.Decode(new MemoryStream(message.Body.ToArray(), writable: false));
        var tree = root is null ? "" : WbxmlText.Indented(root);
        return problem is null ? tree : $"{tree}no WBXML from here on: {problem.Message}";
    }
}
