using Conformance.Engine.Accounts;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Hosting;

/// <summary>Who a request comes from: by its Authorization, else by the cookie of a sign-in.</summary>
/// <param name="Caller">Null for a stranger.</param>
/// <param name="Cookie">What he showed; null when nothing.</param>
readonly record struct Identity(Account? Caller, string? Cookie)
{
    /// <summary>A session that is over, as Exchange's form log-on tells its pages; no browser asks for a password then.</summary>
    const int LoginTimeout = 440;

    public static Identity Of(WorldCall call, WorldRun run)
    {
        var authorization = call.Request.Headers.Authorization;
        var caller = run.Rules.Authenticate(run.Authentication, authorization);
        if (caller is not null || authorization.Count > 0 || call.Request.Cookies[CookieSessions.CookieName] is not { } cookie)
            return new Identity(caller, null);
        // A browser adds the cookie to whatever it sends, so what another site made it send counts as nobody's.
        caller = run.Rules.IsOwnSite(call.Request, call.Origin) ? run.Rules.FindSession(run.Sessions, cookie) : null;
        if (caller is not null)
            run.Rules.Confine(call.Response.Headers);
        return new Identity(caller, cookie);
    }

    /// <summary>401 with a challenge, 440 for a session that is over, 403 for what another site made a browser send.</summary>
    public Task RefuseAsync(WorldCall call)
    {
        if (Cookie is not null)
            return call.AnswerAsync(RequestSite.IsOwn(call.Request, call.Origin) ? LoginTimeout : StatusCodes.Status403Forbidden);
        call.Response.Headers.WWWAuthenticate = BasicAuthentication.Challenge;
        return call.AnswerAsync(StatusCodes.Status401Unauthorized);
    }
}
