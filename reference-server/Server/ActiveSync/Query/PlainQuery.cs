using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.ActiveSync.Query;

/// <summary><c>?Cmd=Ping&amp;User=alice&amp;DeviceId=...&amp;DeviceType=...</c>, with the version in a header of its own.</summary>
/// <remarks>Names are found without case, in any order. Source: MS-ASHTTP 2.2.1.1.1.1.</remarks>
static class PlainQuery
{
    public const string VersionHeader = "MS-ASProtocolVersion";
    const string PolicyKeyHeader = "X-MS-PolicyKey";

    /// <summary>Null when there is no command, or a version that is not served.</summary>
    public static CommandQuery? Read(HttpRequest request) =>
        request.Query["Cmd"] is [{ Length: > 0 } command]
        && request.Headers[VersionHeader] is [var header]
        && ProtocolVersion.Find(header?.Trim()) is { } version
            ? new CommandQuery(version, command, One(request, "DeviceId"), One(request, "DeviceType"),
                uint.TryParse(request.Headers[PolicyKeyHeader].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null,
                One(request, "User"))
            { SavesInSent = One(request, "SaveInSent") == "T" }
            : null;

    static string? One(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } value] ? value : null;
}
