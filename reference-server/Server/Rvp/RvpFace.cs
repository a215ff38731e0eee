using System.Collections.Frozen;
using Conformance.Engine.Presence;
using Conformance.Protocol;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>Presence: every request below <c>/instmsg</c>, and NOTIFY to those who subscribed.</summary>
/// <remarks>
/// Source: RVP draft (2000). Decided in this order: the method (501, 405), another home of the node (302), the node (404), who asks
/// (400, 401, 403), and then what the method says.
/// </remarks>
public sealed class RvpFace : IFace
{
    static readonly FrozenDictionary<string, Func<RvpCall, Task>> methods = new Dictionary<string, Func<RvpCall, Task>>
    {
        ["SUBSCRIBE"] = SubscribeMethod.AnswerAsync,
        ["UNSUBSCRIBE"] = UnsubscribeMethod.Answer,
        ["SUBSCRIPTIONS"] = SubscriptionsMethod.Answer,
        ["PROPFIND"] = PropfindMethod.AnswerAsync,
        ["PROPPATCH"] = ProppatchMethod.AnswerAsync,
        ["ACL"] = AclMethod.AnswerAsync,
        ["NOTIFY"] = NotifyMethod.AnswerAsync,
    }.ToFrozenDictionary();

    static readonly HashSet<string> names = [.. methods.Keys];
    static readonly HashSet<string> none = [];

    public IReadOnlySet<string> MethodsAt(string path) => Owns(path) ? names : none;

    public bool Owns(string path) => NodeNames.IsNodePath(path);

    public bool IsOpenToStrangers => true;

    public void Enter(WorldRun run)
    {
        var delivery = new Delivery(run);
        run.World.Presence.Send = delivery.Send;
    }

    public Task ServeAsync(WorldCall call)
    {
        call.Response.Headers[HeaderNames.RvpVersion] = RvpHeaders.Version;
        if (!methods.TryGetValue(call.Request.Method, out var method))
            return RvpCall.AnswerAsync(call, call.Request.Method is "COPY" or "MOVE"
                ? StatusCodes.Status405MethodNotAllowed
                : StatusCodes.Status501NotImplemented);
        var asked = NodeNames.PlainHost(call.Request.Host.Value ?? "");
        var named = call.Settings.ImHost is { } host ? NodeNames.PlainHost(host) : null;
        var own = new OwnHost(named ?? asked);
        if (NodeNames.Read(asked, call.Path) is not var (home, path) || call.RawPath.Contains("%2f", StringComparison.OrdinalIgnoreCase))
            return RvpCall.AnswerAsync(call, StatusCodes.Status404NotFound);
        if (home != named && call.Settings.ImRoutes.GetValueOrDefault(home) is { } route)
        {
            call.Response.Headers.Location = $"http://{route.Address}:{route.Port}{NodeNames.PhysicalOf(home, path)}";
            return RvpCall.AnswerAsync(call, StatusCodes.Status302Found);
        }
        // A home is asked under its own name, or under that of a machine: only a physical path says whose node is meant.
        var isElsewhere = home != own.Host && home != asked;
        if (isElsewhere || NodeBeginnings.Find(call.World, own, path) is not { } node)
            return RvpCall.AnswerAsync(call, StatusCodes.Status404NotFound);
        return Identity.Read(call, own, out var answered) is { } identity
            ? method(new RvpCall(call, node, own, identity))
            : answered;
    }
}
