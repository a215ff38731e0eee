using System.Text;
using Conformance.Engine;
using Conformance.Engine.Presence;
using Conformance.Protocol;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Conformance.Server.Rvp;

/// <summary>A request about a node, with who makes it.</summary>
sealed class RvpCall(WorldCall http, PresenceNode node, OwnHost own, Identity identity)
{
    public WorldCall Http { get; } = http;
    public World World => Http.World;
    public IHeaderDictionary Headers => Http.Request.Headers;
    public PresenceNode Node { get; } = node;
    public OwnHost Own { get; } = own;
    public Identity Caller { get; } = identity;
    public RvpRules Rules => Http.Rules.Rvp;

    /// <summary>The logical URL of the node.</summary>
    public string NodeUrl => Own.UrlOf(Node.Name.Path);

    public PresenceRights Rights => World.Presence.RightsOf(Node, Caller.Who, Caller.Shown);

    public bool May(PresenceRights wanted) => (Rights & wanted) == wanted;

    /// <summary>Refuses: 401 with a challenge to whoever has not proved who he is, 403 to whoever has.</summary>
    public Task RefuseAsync() => Caller.IsProved
        ? AnswerAsync(Http, StatusCodes.Status403Forbidden)
        : Identity.ChallengeAsync(Http, Own);

    public Task AnswerAsync(int status) => AnswerAsync(Http, status);

    /// <summary>Answers a status without a body.</summary>
    public static Task AnswerAsync(WorldCall http, int status)
    {
        Phrase(http, status);
        return http.AnswerAsync(status);
    }

    public Task AnswerAsync(int status, StringBuilder document)
    {
        Phrase(Http, status);
        return XmlAnswer.WriteAsync(Http, status, document);
    }

    /// <summary>RVP has phrases of its own; only the numbers count.</summary>
    static void Phrase(WorldCall http, int status) =>
        http.Http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = status switch
        {
            200 => "Successful",
            302 => "Object moved",
            401 => "Access Denied",
            _ => null,
        };
}
