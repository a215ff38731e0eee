using Conformance.Engine;
using Conformance.Server.Dav;
using Conformance.Server.Dav.Conditions;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.Dav;

/// <summary>Conditions judged carelessly: If, the entity tags of HTTP, Overwrite, and where a Destination leads.</summary>
static class ConditionFaults
{
    static readonly string[] knownTokens = ["urn:", "opaquelocktoken:", "DAV:"];

    public static readonly Fault[] All =
    [
        Judging("if.first-list-only", (header, holds) => holds(header.Lists[0])),
        Judging("if.every-list", (header, holds) => header.Lists.All(holds)),
        Seams.OfDav("if.one-condition-is-enough", rules => rules with
        {
            Holds = (header, isTrue) => header.Lists.Any(list => list.Conditions.Any(condition => isTrue(list, condition))),
        }),
        Seams.OfDav("if.not-is-passed-over", rules => rules with
        {
            Holds = (header, isTrue) => rules.Holds(header, (list, condition) => isTrue(list, condition with { IsNegated = false })),
        }),
        Seams.OfDav("if.resource-is-passed-over", rules => rules with
        {
            Holds = (header, isTrue) => rules.Holds(header, (list, condition) => isTrue(list with { Tag = null }, condition)),
        }),
        Seams.OfDav("if.every-token-is-current", rules => rules with { IsInForce = (_, _, resource, _) => resource is not null }),
        Seams.OfDav("if.every-tag-is-current", rules => rules with { IsEntity = (_, _) => true }),
        Seams.OfStatus("if.malformed-is-412", "PUT", 400, 412, "Precondition Failed"),
        Seams.Misreading("if.malformed-is-passed-over", request =>
        {
            if (IfHeader.TryParse(request.Headers["If"], new Limits()) is null)
                request.Headers.Remove("If");
        }),
        Seams.Refusing("if.knows-lock-tokens-only", StatusCodes.Status400BadRequest, request =>
            IfHeader.TryParse(request.Headers["If"], new Limits()) is { } header
            && header.Tokens.Any(token => !knownTokens.Any(known => token.StartsWith(known, StringComparison.Ordinal)))),
        Naming("put.tag-is-passed-over", (_, _, resource) => resource is not null),
        Naming("put.star-overwrites", (named, list, _) => named && list != "*"),
        Naming("put.star-needs-nothing", (named, list, _) => named || list == "*"),
        Naming("get.one-tag-only", (named, list, _) => named && !list.Contains(',')),
        Overwriting("overwrite.f-is-passed-over", (read, _) => read is null ? null : true),
        Overwriting("overwrite.absent-is-f", (read, text) => text.Length > 0 ? read : false),
        Overwriting("overwrite.odd-is-t", (read, _) => read ?? true),
        Leading("destination.no-paths", text => text.StartsWith('/')),
        Leading("destination.no-escapes", text => text.Contains('%')),
        Seams.Misreading("transfer.never-renames", request => request.Headers.Remove("Allow-Rename")),
        Seams.OfDav("copy.depth-0-takes-all", rules => rules with { TakesAlong = (_, _) => true }),
        Seams.OfDav("copy.takes-nothing-along", rules => rules with { TakesAlong = (_, _) => false }),
        Fault.OfRule("access.readers-write", rules => rules with
        {
            RightsOf = (access, resource, account) => rules.RightsOf(access, resource, account) is var rights && rights != 0
                ? rights | Engine.Accounts.Rights.Write
                : rights,
        }),
        Fault.OfRule("access.everybody-reads", rules => rules with
        {
            RightsOf = (access, resource, account) => rules.RightsOf(access, resource, account) | Engine.Accounts.Rights.Read,
        }),
    ];

    static Fault Judging(string id, Func<IfHeader, Func<IfList, bool>, bool> wrong) => Seams.OfDav(id, rules => rules with
    {
        Holds = (header, isTrue) => wrong(header, list => list.Conditions.All(condition => isTrue(list, condition))),
    });

    static Fault Naming(string id, Func<bool, string, Engine.Storage.Resource?, bool> wrong) => Seams.OfDav(id, rules => rules with
    {
        IsNamedIn = (list, resource) => wrong(rules.IsNamedIn(list, resource), list, resource),
    });

    static Fault Overwriting(string id, Func<bool?, string, bool?> wrong) => Seams.OfDav(id, rules => rules with
    {
        ReadOverwrite = text => wrong(rules.ReadOverwrite(text), text),
    });

    static Fault Leading(string id, Func<string, bool> isRefused) => Seams.OfDav(id, rules => rules with
    {
        ReadDestination = (call, text) => isRefused(text) ? null : rules.ReadDestination(call, text),
    });
}
