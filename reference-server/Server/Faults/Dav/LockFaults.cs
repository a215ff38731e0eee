using System.Text.RegularExpressions;
using Conformance.Engine.Locks;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Locking;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.Dav;

/// <summary>Locks granted, kept, told or ended wrongly.</summary>
static partial class LockFaults
{
    /// <summary>Those of the first locks of a world.</summary>
    static readonly string[] everyToken = [.. Enumerable.Range(1, 100).Select(id => LockTokens.Of(id))];

    public static readonly Fault[] All =
    [
        Seams.OfLocks("lock.keeps-nobody-out", rules => rules with { Permits = (_, _) => true }),
        Seams.OfLocks("lock.opens-to-its-owner", rules => rules with { Permits = (_, _) => false }),
        Seams.OfDav("lock.any-condition-opens", rules => rules with
        {
            ShownTokens = header => header.Tokens.Any(token => LockTokens.TryRead(token, out _)) ? rules.ShownTokens(header) : everyToken,
        }),
        Seams.OfLocks("lock.shared-is-exclusive", rules => rules with { Excludes = (_, _) => true }),
        Seams.OfLocks("lock.exclusive-lets-shared-in", rules => rules with
        {
            Excludes = (held, wanted) => held.Scope == LockScope.Exclusive && wanted == LockScope.Exclusive,
        }),
        Seams.OfLocks("lock.never-below", rules => rules with { Covers = (held, resource) => held.Root == resource }),
        Seams.OfLocks("lock.always-below", rules => rules with { Covers = (held, resource) => held.Root.Holds(resource) }),
        Seams.OfLocks("lock.members-come-and-go", rules => rules with { GuardsMembership = _ => false }),
        Seams.OfLocks("lock.of-anybody", rules => rules with { IsCreator = (_, _) => true }),
        Seams.OfLocks("lock.never-ends", rules => rules with { HasExpired = (_, _) => false }),
        Seams.OfLocks("lock.refresh-is-forgotten", rules => rules with { Refresh = (_, _, _) => { } }),
        Seams.OfLocks("lock.goes-along", rules => rules with
        {
            EndsWith = (held, change, store) => change.Kind != ChangeKind.Moved && rules.EndsWith(held, change, store),
        }),
        Seams.OfLocks("unlock.does-nothing", rules => rules with { Release = (_, _) => { } }),
        Seams.OfDav("lock.timeout-overflows", rules => rules with
        {
            ReadTimeout = text => rules.ReadTimeout(text) is { } asked ? checked(asked + 1) : null,
        }),
        Seams.Refusing("lock.odd-timeout-is-400", StatusCodes.Status400BadRequest, request =>
            request.Headers["Timeout"] is { Count: > 0 } timeout && !Timeout().IsMatch(timeout.ToString())),
        Fault.OfWire("lock.no-token", answer => answer.Answers("LOCK") ? answer.Without("Lock-Token") : answer),
        Seams.OfStatus("lock.announced-and-refused", "LOCK", 200, 400, "Bad Request", isBare: true),
        Seams.OfStatus("lock.malformed-is-200", "LOCK", 400, 200, "OK", isBare: true),
        Seams.OfStatus("lock.new-is-200", "LOCK", 201, 200, "OK"),
        Fault.OfWire("lock.partial-is-200", answer => answer.Answers("LOCK", 207)
            ? answer.WithStatus(200, "OK").With("Lock-Token", "<urn:uuid:00000000-0000-4000-8000-000000000001>")
            : answer),
        Seams.OfXml("lock.owner-is-lost", "LOCK", Owner(), ""),
        Seams.OfXml("lock.told-to-nobody", "PROPFIND", Active(), ""),
        Fault.OfWire("unlock.wrong-token-is-204", answer =>
            answer.Answers("UNLOCK", 409) ? Seams.WithStatus(Seams.Bare(answer), 204, "No Content") : answer),
    ];

    [GeneratedRegex("^(Infinite|Second-[0-9]+)$")]
    private static partial Regex Timeout();

    [GeneratedRegex("<([A-Za-z]+:)?owner.*?</([A-Za-z]+:)?owner>", RegexOptions.Singleline)]
    private static partial Regex Owner();

    [GeneratedRegex("<a:activelock>.*?</a:activelock>", RegexOptions.Singleline)]
    private static partial Regex Active();
}
