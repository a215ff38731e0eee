using System.Text;
using System.Text.RegularExpressions;
using Conformance.Server.Hosting;

namespace Conformance.Server.Owa;

/// <summary>Fills a template: <c>{{name}}</c> becomes the value of that name, escaped.</summary>
static partial class PageText
{
    /// <summary>Nothing but files of this server, no frames around it, no script in the text. Source: W3C, Content Security Policy 3.</summary>
    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static Task AnswerAsync(WorldCall call, string template, IReadOnlyDictionary<string, string> values)
    {
        var text = Hole().Replace(
            call.Rules.Owa.Send(template, PageFiles.Text(template)),
            hole => call.Rules.Owa.Escape(values[hole.Groups[1].Value]));
        call.Response.Headers.ContentSecurityPolicy = Policy;
        call.Response.Headers["Referrer-Policy"] = "same-origin";
        return PageFiles.Send(call, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    [GeneratedRegex(@"\{\{([a-z-]+)\}\}")]
    private static partial Regex Hole();
}
