using System.Text.RegularExpressions;
using Conformance.Engine.Locks;
using Conformance.Server.Dav;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.Dav;

/// <summary>Where faults of the WebDAV ground enter, in the words that those who write them need.</summary>
static class Seams
{
    public static Fault OfDav(string id, Func<DavRules, DavRules> rule) =>
        Fault.OfFace(id, rules => rules with { Dav = rule(rules.Dav) });

    public static Fault OfLocks(string id, Func<LockRules, LockRules> rule) =>
        Fault.OfRule(id, rules => rules with { Locks = rule(rules.Locks) });

    /// <summary>Another status for answers of one status to one method; their body goes when <paramref name="isBare"/>.</summary>
    public static Fault OfStatus(string id, string method, int from, int to, string reason, bool isBare = false) => Fault.OfWire(id, answer =>
        answer.Answers(method, from) ? WithStatus(isBare ? Bare(answer) : answer, to, reason) : answer);

    /// <summary>The answer under another status, with a length where that status has one.</summary>
    public static WireAnswer WithStatus(WireAnswer answer, int status, string reason)
    {
        var other = answer.WithStatus(status, reason);
        return status == StatusCodes.Status204NoContent ? other.Without("Content-Length") with { Body = [] }
            : other["Content-Length"] is null ? other.With("Content-Length", $"{other.Body.Length}")
            : other;
    }

    /// <summary>Rewrites the XML of answers to a method; of any status, as long as there is some.</summary>
    public static Fault OfXml(string id, string method, Func<string, string> rewrite) => Fault.OfWire(id, answer =>
        answer.Answers(method) && answer.Body.Length > 0 ? answer.WithText(rewrite(answer.Text)) : answer);

    public static Fault OfXml(string id, string method, Regex what, string by) => OfXml(id, method, xml => what.Replace(xml, by));

    /// <summary>Refuses requests before any face sees them.</summary>
    public static Fault Refusing(string id, int status, Func<HttpRequest, bool> which) => Fault.OfFace(id, rules => rules with
    {
        Refuse = request => which(request) ? status : rules.Refuse(request),
    });

    /// <summary>Reads another request than was sent.</summary>
    public static Fault Misreading(string id, Action<HttpRequest> misread) => Fault.OfFace(id, rules => rules with
    {
        Refuse = request =>
        {
            misread(request);
            return rules.Refuse(request);
        },
    });

    /// <summary>The answer without its body, and with the headers that tell so.</summary>
    public static WireAnswer Bare(WireAnswer answer) => answer.Without("Content-Type").WithBody([]);
}
