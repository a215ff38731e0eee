using System.Collections.Immutable;
using Conformance.Engine.Searching;
using Conformance.Engine.Storage;
using Conformance.Protocol.Sql;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Replication;

/// <summary>Finds the folders that a query names. They are the one that the request names, or lie below it.</summary>
/// <remarks>
/// A URL is an absolute one of this server, a path from the root with or without percent signs, or empty for the request's
/// own. Every observed client names the folder of the request. Source: Exchange SDK, "Search Scope".
/// </remarks>
static class ScopeBinder
{
    /// <returns>The scopes, or 400 outside the request's folder or no folder, 403, 404, 422 another kind of URL.</returns>
    public static (ImmutableArray<SearchScope> Scopes, int? Refusal) Bind(WorldCall call, Resource collection, SqlQuery query)
    {
        var scopes = ImmutableArray.CreateBuilder<SearchScope>();
        foreach (var scope in query.Scopes)
        {
            var (folder, refusal) = call.Rules.Replication.FindScope(call, collection, scope.Url.Trim());
            if (refusal is not null)
                return ([], refusal);
            scopes.Add(new SearchScope(folder!, (Reach)scope.Traversal));
        }
        return (scopes.ToImmutable(), null);
    }

    /// <summary>What one URL of a query names; the default of <see cref="ReplicationRules.FindScope"/>.</summary>
    public static (Resource? Folder, int? Refusal) Find(WorldCall call, Resource collection, string url)
    {
        if (url.Length == 0)
            return (collection, null);
        if (url.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return (null, StatusCodes.Status422UnprocessableEntity);
        if (UrlReference.Read(call, url) is not { IsElsewhere: false, Path: { } path })
            return (null, StatusCodes.Status400BadRequest);
        if (PermanentUrl.Resolve(call.World.Store, path) is not { } found)
            // Whether something is there is told only of what lies below the folder of the request.
            return (null, IsBelow(collection.Path, path) ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);
        if (!collection.Holds(found) || !found.IsFolder)
            return (null, StatusCodes.Status400BadRequest);
        return call.Rules.Replication.Shows(call, found) ? (found, null) : (null, StatusCodes.Status403Forbidden);
    }

    static bool IsBelow(string folder, string path) =>
        path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);
}
