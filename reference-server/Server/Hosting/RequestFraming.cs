using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Hosting;

/// <summary>Where the body of a request ends. Source: RFC 9112, 6.</summary>
static class RequestFraming
{
    /// <summary>Two lengths for one body (6.1). Kestrel takes the chunks and keeps the other under this name.</summary>
    public static bool IsAmbiguous(HttpRequest request) =>
        request.Headers.TransferEncoding.Count > 0
        && (request.Headers.ContainsKey("X-Content-Length") || request.Headers.ContentLength is not null);
}
