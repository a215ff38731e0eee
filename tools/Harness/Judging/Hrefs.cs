namespace Conformance.Harness.Judging;

/// <summary>Compares references by the path they lead to.</summary>
/// <remarks>Resolved against the request, unescaped, one final slash dropped; scheme, host and query are free.</remarks>
public static class Hrefs
{
    public static bool Same(string left, string right, Uri baseUri) =>
        PathOf(left, baseUri) is { } path && path == PathOf(right, baseUri);

    /// <summary>The path in comparable form, or null when the text is no reference.</summary>
    public static string? PathOf(string reference, Uri baseUri)
    {
        if (reference.Trim() is not { Length: > 0 } trimmed || !Uri.TryCreate(baseUri, trimmed, out var uri))
            return null;
        var path = Uri.UnescapeDataString(uri.AbsolutePath);
        return path.EndsWith('/') ? path[..^1] : path;
    }
}
