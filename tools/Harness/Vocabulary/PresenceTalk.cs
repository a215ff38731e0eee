using Conformance.Harness.Judging;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Vocabulary;

/// <summary>What the harness itself says to a server of presence.</summary>
static class PresenceTalk
{
    public const string Version = "0.2";

    /// <summary>What known clients ask for.</summary>
    public const string UsualLifetime = "14400";

    const string login = "pragma/notify";
    public const string Properties = "update/propchange";

    public static PrincipalValue Principal(SentenceMatch sentence, string slot, CaseContext context) =>
        sentence.Value(slot, context.Scope) as PrincipalValue
        ?? throw new SetupException($"'{sentence.Name(slot)}' is no principal");

    /// <summary>The next account of the target, as a principal; accounts are given out in the order of their roles.</summary>
    /// <exception cref="SetupException">The target names no more.</exception>
    public static PrincipalValue Next(CaseContext context)
    {
        var number = context.Next("principal");
        if (number > Account.Roles.Length || context.Stage.Target[Account.Roles[number - 1]] is not { } account)
            throw new SetupException($"this case needs {number} principals; the target file names fewer accounts");
        var target = context.Stage.Target;
        var principal = PrincipalValue.Of(
            account, target.Authentication.Kind, target.Root(target.Roots.Rvp, account.MailboxName)) with
        { Maker = $"principal{number}" };
        context.Scope = context.Scope.Bind(principal.Maker, principal);
        return principal;
    }

    /// <summary>Makes the listener an inbox of the principal.</summary>
    public static ValueTask<SubscriptionValue> LogInAsync(CaseContext context, PrincipalValue who, string actor, string callBack) =>
        SubscribeAsync(context, who, who, actor, login, callBack, UsualLifetime);

    public static ValueTask<SubscriptionValue> WatchAsync(
        CaseContext context, PrincipalValue who, PrincipalValue node, string actor, string lifetime) =>
        SubscribeAsync(context, who, node, actor, Properties, who.Uri.AbsoluteUri, lifetime);

    /// <summary>Has the owner of a node give a right to somebody, who keeps what everybody may.</summary>
    public static async ValueTask GrantAsync(CaseContext context, PrincipalValue owner, string actor, PrincipalValue who, string right) =>
        await context.MustAsync("ACL", owner.Text, Headers(owner.Uri.AbsoluteUri), $"""
            <a:rvpacl xmlns:a="{Namespaces.RvpAcl}"><a:acl><a:inheritance>none</a:inheritance><a:ace><a:principal>
            <a:rvp-principal>{who.Uri.AbsoluteUri}</a:rvp-principal>
            <a:credentials><a:assertion/><a:digest/><a:ntlm/></a:credentials></a:principal>
            <a:grant><a:list/><a:read/><a:send-to/><a:presence/><a:{right}/></a:grant><a:deny/></a:ace></a:acl></a:rvpacl>
            """, actor);

    /// <summary>Cancels; an id that is gone already is as good, and a server may not know how to end a log-in.</summary>
    public static async ValueTask UnsubscribeAsync(CaseContext context, string place, string id, string principal, string actor)
    {
        var answer = await context.AskAsync(
            "UNSUBSCRIBE", place, [.. Headers(principal), new Header("Subscription-Id", id)], actor: actor);
        if (answer.Status is not (404 or 412 or 501 or (>= 200 and < 300)))
            throw new SetupException($"UNSUBSCRIBE {place} was answered {answer.Status}");
    }

    static async ValueTask<SubscriptionValue> SubscribeAsync(
        CaseContext context, PrincipalValue who, PrincipalValue node, string actor, string type, string callBack, string lifetime)
    {
        var answer = await context.MustAsync("SUBSCRIBE", node.Text,
        [
            .. Headers(who.Uri.AbsoluteUri), new Header(HeaderNames.SubscriptionLifetime, lifetime),
            new Header(HeaderNames.NotificationType, type), new Header(HeaderNames.CallBack, callBack),
        ], actor: actor);
        var id = IssuedId.Of(answer)
            ?? throw new SetupException($"SUBSCRIBE {node.Text} was answered {answer.Status} without a Subscription-Id");
        context.Undo($"the subscription {id}", () => UnsubscribeAsync(context, node.Text, id, who.Uri.AbsoluteUri, actor));
        return long.TryParse(answer[HeaderNames.SubscriptionLifetime] ?? lifetime, out var seconds)
            ? new SubscriptionValue(id, seconds, node.Text, node.Text)
            : throw new SetupException($"SUBSCRIBE {node.Text} granted '{answer[HeaderNames.SubscriptionLifetime]}', which is no number of seconds");
    }

    public static Header[] Headers(string principal) =>
        [new(HeaderNames.RvpVersion, Version), new(HeaderNames.RvpFromPrincipal, principal)];
}
