using System.Text;
using System.Text.RegularExpressions;
using Conformance.Engine.Presence;
using Conformance.Server.Hosting;
using Conformance.Server.Rvp;

namespace Conformance.Server.Faults.Rvp;

/// <summary>Where faults of presence enter.</summary>
static class Seams
{
    public const string SubscriptionId = "Subscription-Id";

    public static Fault OfEngine(string id, Func<PresenceRules, PresenceRules> rule) =>
        Fault.OfRule(id, rules => rules with { Presence = rule(rules.Presence) });

    public static Fault OfFace(string id, Func<RvpRules, RvpRules> rule) =>
        Fault.OfFace(id, rules => rules with { Rvp = rule(rules.Rvp) });

    /// <summary>Rewrites the requests that the server sends; null for one that gets lost.</summary>
    public static Fault OfErrand(string id, Func<Errand, Errand?> change) => OfFace(id, rules => rules with { Outgoing = change });

    /// <summary>Replaces a text in the bodies that the server sends.</summary>
    public static Fault OfSentText(string id, string pattern, string replacement) => OfErrand(id, errand => errand with
    {
        Body = Encoding.UTF8.GetBytes(Regex.Replace(
            Encoding.UTF8.GetString(errand.Body), pattern, replacement, RegexOptions.Singleline | RegexOptions.CultureInvariant)),
    });

    /// <summary>Replaces a text in the answers to a method.</summary>
    public static Fault OfText(string id, string method, string pattern, string replacement) => Fault.OfWire(id, answer =>
        answer.Method == method && answer.Body.Length > 0
            ? answer.WithText(Regex.Replace(answer.Text, pattern, replacement, RegexOptions.Singleline | RegexOptions.CultureInvariant))
            : answer);

    /// <summary>Answers with another status than the right one.</summary>
    public static Fault OfStatus(string id, string method, int right, int wrong) => Fault.OfWire(id, answer =>
        answer.Answers(method, right) ? answer.WithStatus(wrong, "Wrong") : answer);

    /// <summary>Gives everybody a right.</summary>
    public static Fault Granting(string id, PresenceRights right) => OfEngine(id, rules => rules with
    {
        RightsOf = (access, who, shown) => rules.RightsOf(access, who, shown) | right,
    });

    /// <summary>A header of what the server sends, with another value; null takes it away.</summary>
    public static Fault OfSentHeader(string id, string name, string? value) => OfErrand(id, errand => errand with
    {
        Headers =
        [
            .. errand.Headers.Where(h => h.Key != name),
            .. value is null ? [] : new[] { KeyValuePair.Create(name, value) },
        ],
    });
}
