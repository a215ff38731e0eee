using Conformance.Engine.Accounts;
using Conformance.Server.ActiveSync;
using Conformance.Server.Dav;
using Conformance.Server.Notification;
using Conformance.Server.Owa;
using Conformance.Server.Replication;
using Conformance.Server.Rvp;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Conformance.Server.Hosting;

/// <summary>The rules outside the engine that a world decides by: those of its faces, and who a caller is.</summary>
public sealed record ServerRules
{
    public Func<BasicAuthentication, StringValues, Account?> Authenticate { get; init; } =
        (authentication, header) => authentication.Find(header);

    /// <summary>The account that a session cookie stands for; null when it stands for none.</summary>
    public Func<CookieSessions, string, Account?> FindSession { get; init; } = (sessions, cookie) => sessions.Find(cookie);

    /// <summary>Whether a request that a cookie vouches for was made by a page of this server, as far as the browser tells.</summary>
    public Func<HttpRequest, string, bool> IsOwnSite { get; init; } = RequestSite.IsOwn;

    /// <summary>What stops an item that a browser opens from acting as a page of this server.</summary>
    public Action<IHeaderDictionary> Confine { get; init; } = RequestSite.Confine;

    public ActiveSyncRules ActiveSync { get; init; } = new();

    public DavRules Dav { get; init; } = new();

    /// <summary>The status of what is refused before any face sees it; null for what goes on. Such a connection is closed.</summary>
    public Func<HttpRequest, int?> Refuse { get; init; } = request =>
        RequestFraming.IsAmbiguous(request) ? StatusCodes.Status400BadRequest : null;

    public NotificationRules Notification { get; init; } = new();

    public OwaRules Owa { get; init; } = new();

    public ReplicationRules Replication { get; init; } = new();

    public RvpRules Rvp { get; init; } = new();
}
