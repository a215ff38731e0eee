using System.Collections.Immutable;

namespace Conformance.Protocol.Wbxml;

/// <summary>An element of a WBXML document.</summary>
/// <param name="Page">Name of its code page, such as <c>Ping</c>.</param>
/// <param name="Name">Name of its tag.</param>
public sealed record WbxmlElement(string Page, string Name)
{
    /// <summary>Its inline strings, joined; empty when there are none.</summary>
    public string Text { get; init; } = "";

    /// <summary>Opaque bytes, or null; an element holds text, opaque bytes or children.</summary>
    public ImmutableArray<byte>? Opaque { get; init; }

    public ImmutableArray<WbxmlElement> Children { get; init; } = [];

    /// <summary>True when it stands with an END of its own although it holds nothing.</summary>
    public bool IsEmpty => Text.Length == 0 && Opaque is null && Children.IsEmpty;

    public WbxmlElement? Child(string name) => Children.FirstOrDefault(child => child.Name == name);
}
