using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>A resource named inside a request: an absolute URI, or a path from the root, as RFC 4918, 8.3 allows both.</summary>
/// <param name="Path">Decoded; null when it lies on another server.</param>
readonly record struct UrlReference(string? Path)
{
    public bool IsElsewhere => Path is null;

    /// <summary>Null for what is neither, has a query or a fragment, or cannot be the path of a resource.</summary>
    public static UrlReference? Read(WorldCall call, string text)
    {
        // The Host of a request is taken as it came, and not every one makes a URL.
        if (!Uri.TryCreate(call.Origin, UriKind.Absolute, out var origin))
            return null;
        var isPath = text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal);
        if (!Uri.TryCreate(isPath ? origin.GetLeftPart(UriPartial.Authority) + text : text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0)
            return null;
        if (!uri.Authority.Equals(origin.Authority, StringComparison.OrdinalIgnoreCase))
            return new UrlReference(null);
        var path = Uri.UnescapeDataString(uri.AbsolutePath);
        return path.Length <= call.World.Limits.PathCharsMax && DavPaths.IsServable(uri.AbsolutePath, path)
            ? new UrlReference(path)
            : null;
    }
}
