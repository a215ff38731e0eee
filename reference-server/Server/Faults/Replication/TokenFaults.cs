using System.Text.RegularExpressions;
using Conformance.Server.Dav;

namespace Conformance.Server.Faults.Replication;

/// <summary>Tokens of replication that are missing or wrong, and guards that do not guard.</summary>
static partial class TokenFaults
{
    const string Tag = "ResourceTag";
    const string Uid = "Repl-UID";

    public static readonly Fault[] All =
    [
        Without("tokens.get-without-tag", "GET", Tag),
        Without("tokens.put-without-tag", "PUT", Tag),
        Without("tokens.put-without-uid", "PUT", Uid),
        Without("tokens.proppatch-without-tag", "PROPPATCH", Tag),
        Without("tokens.mkcol-without-uid", "MKCOL", Uid),
        Without("tokens.post-without-tag", "POST", Tag),
        Without("tokens.delete-without-tag", "DELETE", Tag),
        Fault.OfWire("tokens.without-brackets", answer => Replaced(answer, Tag, value => value.Trim('<', '>'))),
        Fault.OfWire("tokens.other-than-the-property", answer => answer.Method == "PUT" ? Replaced(answer, Tag, value => value.Replace("rt:5", "rt:6")) : answer),
        Fault.OfWire("tokens.new-uid-by-proppatch", answer => answer.Method == "PROPPATCH" ? Replaced(answer, Uid, value => value.Replace("rid:5", "rid:6")) : answer),
        Fault.OfWire("tokens.tag-of-a-move", answer => answer.Answers("MOVE", 201) ? answer.With(Tag, "<rt:0>") : answer),
        Property("tokens.tag-is-constant", xml => TagDigits().Replace(xml, "rt:0<")),
        Property("tokens.tag-by-the-minute", xml => TagDigits().Replace(xml, tag => tag.Value[..(tag.Length / 2)] + "<")),
        Property("tokens.uid-is-constant", xml => UidDigits().Replace(xml, "rid:0<")),
        Guard("guard.lets-all-pass", (_, _) => false),
        Guard("guard.not-for-proppatch", (method, _) => method != "PROPPATCH"),
        Guard("guard.not-for-delete", (method, _) => method != "DELETE"),
        Guard("guard.not-for-move", (method, _) => method != "MOVE"),
        Guard("guard.not-for-copy", (method, _) => method != "COPY"),
        Guard("guard.not-for-get", (method, _) => method != "GET"),
        Guard("guard.not-for-propfind", (method, _) => method != "PROPFIND"),
        Guard("guard.not-for-identities", (_, token) => !token.StartsWith("rid:", StringComparison.Ordinal)),
        Fault.OfFace("guard.never-passes", rules => rules with
        {
            Dav = rules.Dav with { IsInForce = (call, path, resource, token) => !ReplTokens.IsOne(token) && rules.Dav.IsInForce(call, path, resource, token) },
        }),
        Fault.OfWire("guard.conflict-is-409", answer => answer.Answers("PUT", 412) ? answer.WithStatus(409, "Conflict") : answer),
    ];

    static Fault Without(string id, string method, string header) =>
        Fault.OfWire(id, answer => answer.Method == method ? answer.Without(header) : answer);

    static WireAnswer Replaced(WireAnswer answer, string header, Func<string, string> change) =>
        answer[header] is { } value ? answer.With(header, change(value)) : answer;

    static Fault Property(string id, Func<string, string> change) =>
        Fault.OfWire(id, answer => answer.Answers("PROPFIND", 207) ? answer.WithText(change(answer.Text)) : answer);

    static Fault Guard(string id, Func<string, string, bool> heeds) => Fault.OfFace(id, rules => rules with
    {
        Dav = rules.Dav with { Heeds = (method, token) => rules.Dav.Heeds(method, token) && (!ReplTokens.IsOne(token) || heeds(method, token)) },
    });

    [GeneratedRegex("rt:[0-9a-f]{88}<")]
    private static partial Regex TagDigits();

    [GeneratedRegex("rid:[0-9a-f]{44}<")]
    private static partial Regex UidDigits();
}
