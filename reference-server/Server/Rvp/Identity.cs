using Conformance.Engine.Accounts;
using Conformance.Engine.Presence;
using Conformance.Protocol;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>Who makes a request. Source: RVP draft 4.1.2, 5.7.2.4 and 6.</summary>
/// <param name="Who">The principal of RVP-From-Principal, or that of the account that logged on.</param>
/// <param name="Url">How it was written; empty for nobody.</param>
/// <param name="Shown">What was shown for it: nothing, the claim alone, or the claim and a log-on.</param>
sealed record Identity(Principal Who, string Url, Credentials Shown)
{
    public bool IsProved => (Shown & ~Credentials.Assertion) != 0;

    /// <summary>Finds out who makes a request.</summary>
    /// <returns>Null, and the answer has been given, when the claim is none, or is not that of whoever logged on.</returns>
    public static Identity? Read(WorldCall call, OwnHost own, out Task answered)
    {
        answered = Task.CompletedTask;
        if (!RvpHeaders.TrySingle(call.Request.Headers, HeaderNames.RvpFromPrincipal, out var text)
            || (text is not null && NodeNames.ReadPrincipal(own, text) is null))
        {
            answered = RvpCall.AnswerAsync(call, StatusCodes.Status400BadRequest);
            return null;
        }
        var claimed = NodeNames.ReadPrincipal(own, text);
        if (!TryLogOn(call, out var account, out var shown, out var isStale))
        {
            answered = ChallengeAsync(call, own, isStale);
            return null;
        }
        if (account is not null && claimed is null)
            return new(new("", NodeNames.PathOf(account.Name)), own.UrlOf(NodeNames.PathOf(account.Name)), shown);
        if (claimed is not { } who)
            return new(Principal.Nobody, "", Credentials.None);
        if (account is not null ? !call.Rules.Rvp.IsBound(account, who) : who.IsService && !call.Rules.Rvp.IsPeer(call, who))
        {
            answered = RvpCall.AnswerAsync(call, StatusCodes.Status403Forbidden);
            return null;
        }
        return new(who, text!, shown | Credentials.Assertion);
    }

    /// <summary>401 with the schemes that are taken.</summary>
    public static Task ChallengeAsync(WorldCall call, OwnHost own, bool isStale = false)
    {
        var realm = own.Host.Replace("\"", "");
        var digest = new DigestAuthentication(call.World, call.Run.Nonces).Challenge(realm, isStale);
        call.Response.Headers.WWWAuthenticate = call.Settings.ImTakesBasic
            ? new string[] { digest, BasicAuthentication.Challenge }
            : digest;
        return RvpCall.AnswerAsync(call, StatusCodes.Status401Unauthorized);
    }

    /// <summary>A log-on in a scheme that is not taken here counts as none; then the ACL decides what the claim alone is worth.</summary>
    /// <returns>False when it was tried and failed, or was only a repetition.</returns>
    static bool TryLogOn(WorldCall call, out Account? account, out Credentials shown, out bool isStale)
    {
        (account, shown, isStale) = (null, Credentials.None, false);
        var authorization = call.Request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Digest ", StringComparison.OrdinalIgnoreCase))
        {
            account = new DigestAuthentication(call.World, call.Run.Nonces).Find(authorization, call.Request.Method, out var isNew);
            shown = Credentials.Digest;
            isStale = account is not null && !call.Rules.Rvp.TakesCount(call.World.Profile.Readings, isNew);
            return account is not null && !isStale;
        }
        if (!call.Settings.ImTakesBasic || authorization.Length == 0)
            return true;
        account = call.Basic.Find(authorization);
        shown = Credentials.Internal;
        return account is not null;
    }

    public static bool IsPeer(WorldCall call, Principal service) =>
        !service.IsOwn && call.Settings.ImRoutes.GetValueOrDefault(service.Host) is { } route
        && call.Http.Connection.RemoteIpAddress is { } client
        && (client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client).ToString() == route.Address;
}
