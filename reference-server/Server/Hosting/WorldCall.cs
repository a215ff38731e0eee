using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Engine.Time;
using Conformance.Engine.Waiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Conformance.Server.Hosting;

/// <summary>One request to a world.</summary>
public sealed class WorldCall(HttpContext http, WorldHost host, WorldRun run, string? holdName)
{
    public HttpContext Http { get; } = http;
    public HttpRequest Request => Http.Request;
    public HttpResponse Response => Http.Response;
    public World World { get; } = run.World;

    /// <summary>The rules of this world outside the engine.</summary>
    public ServerRules Rules => run.Rules;

    public CookieSessions Sessions => run.Sessions;

    /// <summary>Decoded, without dot segments.</summary>
    public string Path { get; } = http.Request.Path.Value is { Length: > 0 } path ? path : "/";

    /// <summary>Who asks; set once the request has been authenticated.</summary>
    public Account Caller { get; internal set; } = Nobody;

    /// <summary>The world with what the host keeps beside it.</summary>
    public WorldRun Run => run;

    /// <summary>How this world began.</summary>
    public WorldSettings Settings => run.Settings;

    /// <summary>Finds the account behind a log-on by Basic, where a face takes one.</summary>
    public BasicAuthentication Basic => run.Authentication;

    /// <summary>Whom this client may have the server call.</summary>
    public CallBackPolicy CallBacks => host.CallBacks;

    /// <summary>The methods that any face serves here, as Allow lists them.</summary>
    public string Allowed => host.Allowed(Path);

    /// <summary>Stands for a caller without credentials.</summary>
    public static Account Nobody { get; } = new("", "");

    /// <summary>As it stands in the request line.</summary>
    public string RawTarget => Http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>The path as it was sent, without query.</summary>
    public string RawPath
    {
        get
        {
            var target = RawTarget;
            var start = 0;
            if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
                start = target.IndexOf('/', scheme + 3) is >= 0 and var slash ? slash : target.Length;
            var end = target.IndexOf('?', start) is >= 0 and var query ? query : target.Length;
            return end == start ? "/" : target[start..end];
        }
    }

    /// <summary>Scheme and authority by which the client knows this world, as <c>http://127.0.0.1:8080</c>.</summary>
    public string Origin => $"{Request.Scheme}://{Authority}";

    /// <summary>The address that was asked, as the client knows it, without query.</summary>
    public string Url => string.Concat(Request.Scheme, "://", Authority, RawPath);

    /// <summary>As the client wrote it.</summary>
    string Authority => Request.Headers.Host is [{ Length: > 0 } host]
        ? host
        : $"{Http.Connection.LocalIpAddress}:{Http.Connection.LocalPort}";

    /// <summary>Waits for somebody outside; meanwhile this request counts as held, and time may move.</summary>
    /// <param name="begin">Gets what ends the wait, which may be called at once.</param>
    public async Task RestAsync(Action<Action> begin)
    {
        var rest = new Rest(World.Activity);
        begin(rest.Over);
        await using var leaving = Http.RequestAborted.Register(rest.Over);
        run.Held.Waits(holdName);
        rest.Begin();
        await rest.Ended;
    }

    public bool May(Resource resource, Rights wanted) => World.May(Caller.Name, resource, wanted);

    /// <summary>Answers a status without a body.</summary>
    public Task AnswerAsync(int status)
    {
        Response.StatusCode = status;
        if (status is not (204 or 304))
            Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>Holds this request until one of the grounds comes up or the world's time has passed.</summary>
    /// <remarks>It is registered when this returns, so a caller who holds the world's lock misses no change.</remarks>
    /// <param name="ended">Ends the wait too, as a hang-up.</param>
    /// <returns>Null when the world holds as many requests as it may.</returns>
    public async Task<WaitEnd?> HoldAsync(IReadOnlyCollection<Ground> grounds, TimeSpan time, CancellationToken ended = default)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Http.RequestAborted, ended);
        var end = await World.Waits.HoldAsync(
            grounds, time, over.Token, () => run.Held.Waits(holdName), (Caller.Name, $"{Request.Method} {RawTarget}"));
        if (end is WaitEnd.Closed)
            Http.Abort();
        return end;
    }
}
