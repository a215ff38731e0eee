using Conformance.Engine.Presence;

namespace Conformance.Server.Rvp;

/// <summary>Reads the names of nodes and principals. Source: RVP draft 4.1.</summary>
/// <remarks>
/// A node has a logical path, <c>/instmsg/aliases/{alias}</c>, and at its home a physical one that holds the logical host:
/// <c>/instmsg/local/{host}/instmsg/aliases/{alias}</c>. Both name the same. Case, doubled and final slashes do not count, and
/// they are gone before anything is decided.
/// </remarks>
static class NodeNames
{
    const string Root = "instmsg";
    const string Local = "local";
    const string Aliases = "aliases";
    const string Lists = "lists";
    const int CharsMax = 1024;

    public static bool IsNodePath(string decoded)
    {
        var path = decoded.AsSpan().TrimStart('/');
        return path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) && (path.Length == Root.Length || path[Root.Length] == '/');
    }

    /// <summary>The node of a decoded path; null for what names none.</summary>
    /// <param name="host">The host that it was asked at.</param>
    public static (string Host, string Path)? Read(string host, string decoded)
    {
        var parts = decoded.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is [Root, Local, var logical, ..])
            (host, parts) = (logical, parts[3..]);
        return parts is [Root, Aliases or Lists, not ("." or "..")]
            ? (PlainHost(host), "/" + string.Join('/', parts))
            : null;
    }

    /// <summary>The alias of a logical path; null for a list.</summary>
    public static string? AliasOf(string path) =>
        path.StartsWith($"/{Root}/{Aliases}/", StringComparison.Ordinal) ? path[(Root.Length + Aliases.Length + 3)..] : null;

    public static string PathOf(string alias) => $"/{Root}/{Aliases}/{alias.ToLowerInvariant()}";

    /// <summary>The physical path of a logical one.</summary>
    public static string PhysicalOf(string host, string path) => $"/{Root}/{Local}/{host}{path}";

    /// <summary>A principal as a header or a body writes it: an http URL of a node, or the host of a presence service.</summary>
    /// <returns>Null for anything else.</returns>
    public static Principal? ReadPrincipal(OwnHost own, string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > CharsMax || text.AsSpan().ContainsAnyInRange('\0', ' '))
            return null;
        if (!text.Contains('/'))
            return Uri.CheckHostName(text.Split(':')[0]) == UriHostNameType.Unknown ? null : own.Name(PlainHost(text), "");
        return ReadUrl(text) is { } url && Read(url.Authority, Uri.UnescapeDataString(url.AbsolutePath)) is var (host, path)
            && !url.AbsolutePath.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            ? own.Name(host, path)
            : null;
    }

    /// <summary>An absolute http URL without user, query and fragment.</summary>
    public static Uri? ReadUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp
        && url is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 }
            ? url
            : null;

    /// <summary>In lower case, without the port that http has anyway.</summary>
    public static string PlainHost(string host) =>
        host.ToLowerInvariant() is var lower && lower.EndsWith(":80", StringComparison.Ordinal) ? lower[..^3] : lower;
}

/// <summary>The host that principals of this server have, as one request sees it.</summary>
/// <param name="Host">Plain; the port stands where it is not 80.</param>
readonly record struct OwnHost(string Host)
{
    public Principal Name(string host, string path) => new(host == Host ? "" : host, path);

    public string UrlOf(string path) => $"http://{Host}{path}";
}
