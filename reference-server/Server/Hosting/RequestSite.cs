using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Hosting;

/// <summary>Keeps what a browser does for one site apart from what it does for another.</summary>
static class RequestSite
{
    /// <summary>Whether nothing says that another site is behind a request. Source: RFC 6454, 7; Fetch Metadata, "Sec-Fetch-Site".</summary>
    /// <param name="origin">Of this server, as the request addressed it.</param>
    /// <remarks>A link from elsewhere may lead to a page, since looking at it changes nothing.</remarks>
    public static bool IsOwn(HttpRequest request, string origin)
    {
        if (request.Headers.Origin is [{ } named] && !named.Equals(origin, StringComparison.OrdinalIgnoreCase))
            return false;
        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            || (HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate"
                && request.Headers["Sec-Fetch-Dest"] == "document");
    }

    /// <summary>An item is shown without scripts and as an origin of its own, whatever type it says it is.</summary>
    public static void Confine(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
    }
}
