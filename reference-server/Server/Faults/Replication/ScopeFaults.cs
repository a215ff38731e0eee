using Conformance.Engine.Storage;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.Replication;

/// <summary>A scope that is looked for too narrowly, or too widely.</summary>
static class ScopeFaults
{
    public static readonly Fault[] All =
    [
        Refusing("sql.scope-is-no-path", url => url.StartsWith('/')),
        Refusing("sql.scope-is-no-url", url => url.StartsWith("http", StringComparison.Ordinal)),
        Refusing("sql.scope-is-never-empty", url => url.Length == 0),
        Of("sql.scope-is-anywhere", (call, url, found) =>
            UrlReference.Read(call, url) is { IsElsewhere: false, Path: { } path }
            && PermanentUrl.Resolve(call.World.Store, path) is { IsFolder: true } folder
                ? (folder, null)
                : found),
    ];

    static Fault Refusing(string id, Func<string, bool> refuses) =>
        Of(id, (_, url, found) => refuses(url) ? (null, StatusCodes.Status400BadRequest) : found);

    static Fault Of(string id, Func<WorldCall, string, (Resource?, int?), (Resource?, int?)> change) =>
        SearchFaults.Rule(id, rules => rules with
        {
            FindScope = (call, collection, url) => change(call, url, rules.FindScope(call, collection, url)),
        });
}
