using System.Text;
using Conformance.Engine;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Conformance.Server.Owa;

/// <summary>The form by which a browser signs in, and the way out. The documents are silent on both.</summary>
/// <remarks>
/// <code>POST /exchweb/bin/auth/owaauth.dll    destination=/exchange/user0/?cmd=contents&amp;username=user0&amp;password=...</code>
/// 302 with the cookie of a session; 401 and the form again when name or password is wrong; 403 from another site; 413. The path is
/// the one that clients of Exchange 2003 post to.
/// </remarks>
static class SignIn
{
    public const string LogOnPath = "/exchweb/bin/auth/owaauth.dll";
    public const string LogOffPath = "/exchweb/bin/auth/owalogoff.dll";

    const string Template = "logon.html";

    /// <summary>A path of this server and no other address, however a browser may read it.</summary>
    public static bool IsPath(string address) =>
        address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal)
        && address.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 && !address.Contains('\\');

    /// <summary>Sends a stranger to the form, which sends him back.</summary>
    public static Task SendThere(WorldCall call)
    {
        call.Response.Headers.Location = LogOnPath + "?url=" + Uri.EscapeDataString(call.RawPath + call.Request.QueryString);
        return call.AnswerAsync(StatusCodes.Status302Found);
    }

    public static Task LogOn(WorldCall call) => HttpMethods.IsPost(call.Request.Method) ? Check(call) : Show(call, call.Request.Query["url"].ToString(), "");

    /// <summary>Ends the session and shows the form.</summary>
    public static Task LogOff(WorldCall call)
    {
        if (!call.Rules.IsOwnSite(call.Request, call.Origin))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (call.Request.Cookies[CookieSessions.CookieName] is { } cookie && call.Rules.Owa.EndsSession())
            call.Sessions.End(cookie);
        call.Response.Cookies.Delete(CookieSessions.CookieName, Manner(call));
        call.Response.Headers.Location = LogOnPath;
        return call.AnswerAsync(StatusCodes.Status302Found);
    }

    static async Task Check(WorldCall call)
    {
        if (!call.Rules.IsOwnSite(call.Request, call.Origin))
        {
            await call.AnswerAsync(StatusCodes.Status403Forbidden);
            return;
        }
        if (await Bodies.ReadAsync(call, call.World.Limits.FormBytesMax) is not { } body)
        {
            await call.AnswerAsync(StatusCodes.Status413PayloadTooLarge);
            return;
        }
        var fields = new FormReader(Encoding.UTF8.GetString(body)).ReadForm();
        var (user, destination) = (Field("username"), Field("destination"));
        var account = call.World.Accounts.FirstOrDefault(a =>
            a.Name.Equals(user, StringComparison.OrdinalIgnoreCase) && a.Password == Field("password"));
        if (account is null)
        {
            call.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await Show(call, destination, "This name and password do not belong together.", user);
            return;
        }
        call.Response.Cookies.Append(CookieSessions.CookieName, call.Sessions.Begin(account), Manner(call));
        call.Response.Headers.Location = destination.Length > 0 && call.Rules.Owa.MaySendTo(destination)
            ? destination
            : $"/{Population.Exchange}/{account.Name}/?cmd=contents";
        await call.AnswerAsync(StatusCodes.Status302Found);

        string Field(string name) => fields.TryGetValue(name, out var value) ? value.ToString() : "";
    }

    static Task Show(WorldCall call, string destination, string fault, string user = "") =>
        PageText.AnswerAsync(call, Template, new Dictionary<string, string>
        {
            ["action"] = LogOnPath,
            ["destination"] = destination,
            ["fault"] = fault,
            ["user"] = user,
        });

    /// <summary>No script reads the cookie, and no other site sends it.</summary>
    static CookieOptions Manner(WorldCall call) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = call.Request.IsHttps,
        Path = "/",
    };
}
