using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>The If header: lists of conditions on state tokens and entity tags. Source: RFC 4918, 10.4.</summary>
/// <remarks>
/// <code>
/// If = 1*( [ "&lt;" URI "&gt;" ] "(" 1*( ["Not"] ( "&lt;" token "&gt;" | "[" etag "]" ) ) ")" )
/// </code>
/// One list that holds is enough. Without locks no state token is ever in force.
/// </remarks>
static class IfHeader
{
    const int ConditionsMax = 100;

    /// <summary>Null when the request may go on; 400 when the header is malformed, 412 when no list holds.</summary>
    public static int? Judge(WorldCall call)
    {
        var lines = call.Request.Headers["If"];
        if (lines.Count == 0)
            return null;
        return Holds(call, lines.ToString()) switch
        {
            null => StatusCodes.Status400BadRequest,
            false => StatusCodes.Status412PreconditionFailed,
            true => null,
        };
    }

    static bool? Holds(WorldCall call, string text)
    {
        var at = 0;
        var any = false;
        var resource = Target(call, call.Path);
        for (var lists = 0; ; lists++)
        {
            SkipBlanks(text, ref at);
            if (at == text.Length)
                return lists == 0 ? null : any;
            if (lists == ConditionsMax)
                return null;
            if (text[at] == '<')
            {
                if (Between(text, ref at, '>') is not { } tag || !Uri.TryCreate(new Uri(call.Origin), tag, out var uri))
                    return null;
                resource = Target(call, Uri.UnescapeDataString(uri.AbsolutePath));
                SkipBlanks(text, ref at);
            }
            if (at == text.Length || text[at] != '(' || List(text, ref at, resource) is not { } holds)
                return null;
            any |= holds;
        }
    }

    static bool? List(string text, ref int at, Resource? resource)
    {
        at++;
        var all = true;
        for (var conditions = 0; conditions <= ConditionsMax; conditions++)
        {
            SkipBlanks(text, ref at);
            if (at < text.Length && text[at] == ')' && conditions > 0)
            {
                at++;
                return all;
            }
            var negated = text.AsSpan(at).StartsWith("Not", StringComparison.OrdinalIgnoreCase);
            if (negated)
            {
                at += "Not".Length;
                SkipBlanks(text, ref at);
            }
            if (at == text.Length)
                return null;
            bool matches;
            if (text[at] == '[' && Between(text, ref at, ']') is { } tag)
                matches = resource is not null && tag.Trim() == Entity.TagOf(resource);
            else if (at < text.Length && text[at] == '<' && Between(text, ref at, '>') is not null)
                matches = false;
            else
                return null;
            all &= matches != negated;
        }
        return null;
    }

    static Resource? Target(WorldCall call, string path) => PermanentUrl.Resolve(call.World.Store, path);

    /// <summary>The text up to a closing mark; moves behind it.</summary>
    static string? Between(string text, ref int at, char close)
    {
        var end = text.IndexOf(close, at);
        if (end < 0)
            return null;
        var inner = text[(at + 1)..end];
        at = end + 1;
        return inner;
    }

    static void SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && (text[at] == ' ' || text[at] == '\t'))
            at++;
    }
}
