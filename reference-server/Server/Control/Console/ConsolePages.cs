using Conformance.Protocol;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Control.Console;

/// <summary>The page that shows a world while it lives, with its style and script.</summary>
/// <remarks>Its policy lets it load these and ask this port, and nothing else; no other page may frame it.</remarks>
static class ConsolePages
{
    const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static readonly Dictionary<string, (string Type, byte[] Content)> files = new()
    {
        [$"/{ControlNames.Console}"] = ("text/html; charset=utf-8", Read("console.html")),
        [$"/{ControlNames.Console}/console.css"] = ("text/css; charset=utf-8", Read("console.css")),
        [$"/{ControlNames.Console}/console.js"] = ("text/javascript; charset=utf-8", Read("console.js")),
    };

    /// <returns>False when it asks for something else.</returns>
    public static async Task<bool> ServeAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || !files.TryGetValue(http.Request.Path.Value!, out var file))
            return false;
        http.Response.ContentType = file.Type;
        http.Response.ContentLength = file.Content.Length;
        http.Response.Headers.ContentSecurityPolicy = Policy;
        await http.Response.Body.WriteAsync(file.Content);
        return true;
    }

    static byte[] Read(string name)
    {
        var full = $"Conformance.Server.Console.{name}";
        using var stream = typeof(ConsolePages).Assembly.GetManifestResourceStream(full)
            ?? throw new InvalidOperationException($"The resource {full} was not built into the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
