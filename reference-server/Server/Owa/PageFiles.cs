using System.Collections.Frozen;
using System.Text;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Owa;

/// <summary>The files of the page: styles, scripts and sounds. Templates are not among them.</summary>
static class PageFiles
{
    const string Prefix = "Conformance.Server.Owa.Page.";

    static readonly Dictionary<string, string> types = new()
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    static readonly FrozenDictionary<string, string> texts = typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read);

    /// <summary>A file by its name, as it is kept.</summary>
    public static string Text(string name) => texts[name];

    /// <param name="name">Below <see cref="OwaFace.Root"/>.</param>
    public static Task Answer(WorldCall call, string name)
    {
        if (call.Rules.Owa.Sound(name) is { } sound)
            return Send(call, "audio/wav", sound);
        return types.TryGetValue(Path.GetExtension(name), out var type) && texts.TryGetValue(name, out var text)
            ? Send(call, type, Encoding.UTF8.GetBytes(call.Rules.Owa.Send(name, text)))
            : call.AnswerAsync(StatusCodes.Status404NotFound);
    }

    public static Task Send(WorldCall call, string type, byte[] body)
    {
        var headers = call.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // What is served follows the faults and limits of the world, which may change at any time.
        headers.CacheControl = "no-store";
        call.Response.ContentType = type;
        call.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(call.Request.Method) ? Task.CompletedTask : call.Response.Body.WriteAsync(body).AsTask();
    }

    static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageFiles).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
