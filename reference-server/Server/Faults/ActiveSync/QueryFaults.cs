using Conformance.Server.ActiveSync;
using Conformance.Server.ActiveSync.Query;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.ActiveSync;

/// <summary>What stands beside the document is understood wrongly: the query in both its forms, headers, who asks.</summary>
static class QueryFaults
{
    const int CharsMax = 32;
    const string VersionHeader = "MS-ASProtocolVersion";

    static readonly CommandQuery somePing = new(new ProtocolVersion(141), "Ping", "SuiteDevice01", "EasSuite", null, null);

    public static readonly Fault[] All =
    [
        Seams.Asking("http.base64-of-another-byte", (request, query) =>
            Seams.IsBase64(request) && query is { Command: "Ping" } ? query with { Command = "Settings" } : query),
        Seams.Asking("http.base64-is-refused", (request, query) => Seams.IsBase64(request) && query is { Command: "Ping" } ? null : query),
        Seams.Asking("http.plain-ping-is-refused", (request, query) => !Seams.IsBase64(request) && query is { Command: "Ping" } ? null : query),
        Seams.Asking("http.base64-without-keys", (request, query) => Seams.IsBase64(request) && query is { PolicyKey: not null } ? null : query),
        Seams.Asking("http.base64-takes-what-is-there", (request, query) => query ?? (Seams.IsBase64(request) ? somePing : null)),
        AnyVersion("http.any-version-will-do"),
        Seams.Asking("http.no-version-is-500", (request, query) => Seams.IsBase64(request) || request.Headers.ContainsKey(VersionHeader)
            ? query
            : throw new InvalidOperationException("No version.")),
        Seams.Asking("http.unknown-byte-is-ping", (request, query) =>
            Seams.IsBase64(request) && query is { Command: null } ? query with { Command = "Ping" } : query),
        Seams.Asking("http.parts-are-refused", (request, query) => request.Headers.ContainsKey("MS-ASAcceptMultiPart") ? null : query),
        Seams.Asking("http.device-ids-without-end", (_, query) => query is { DeviceId: { } id } ? query with { DeviceId = id[..Math.Min(id.Length, CharsMax)] } : query),
        Seams.Asking("http.device-types-without-end", (_, query) => query is { DeviceType: { } type } ? query with { DeviceType = type[..Math.Min(type.Length, CharsMax)] } : query),
        Seams.Asking("http.device-id-of-nobody", (_, query) => query is { DeviceId: null } ? query with { DeviceId = "Nobody" } : query),
        Seams.Asking("http.names-in-their-case", (request, query) => Seams.IsBase64(request)
            || request.QueryString.Value!.Contains("Cmd=", StringComparison.Ordinal) ? query : null),
        Seams.Asking("http.type-wants-a-body", (request, query) =>
            request is { ContentLength: null or 0, ContentType: not null } && !request.Headers.TransferEncoding.Any() ? null : query),
        Seams.Asking("options.settings-is-501", (_, query) => query is { Command: "Settings" } ? query with { Command = null } : query),
        Seams.OfPing("http.user-of-the-query", rules => rules with { OwnerOf = (caller, query) => query.User ?? rules.OwnerOf(caller, query) }),
        Seams.OfPing("http.short-type-is-refused", rules => rules with
        {
            HasWbxmlType = request => rules.HasWbxmlType(request) && request.ContentType!.Contains("wbxml", StringComparison.OrdinalIgnoreCase),
        }),
        Seams.OfPing("http.any-type-will-do", rules => rules with { HasWbxmlType = _ => true }),
        AccountFaults.Anonymous("http.nobody-may-ping"),
        Fault.OfFace("http.any-password-will-do", rules => rules with
        {
            Authenticate = (authentication, header) => rules.Authenticate(authentication, header)
                ?? (header.Count == 0 ? null : rules.Authenticate(authentication, AccountFaults.FirstAccount)),
        }),
        Seams.OfPing("security.devices-without-end", rules => rules with
        {
            Partner = (world, account, id) => world.Devices.Find(account, id, world.Limits with { DevicesPerAccountMax = int.MaxValue }),
        }),
    ];

    static Fault AnyVersion(string id) => Seams.OfPing(id, rules => rules with
    {
        ReadQuery = request =>
        {
            if (rules.ReadQuery(request) is { } query)
                return query;
            request.Headers[VersionHeader] = "14.1";
            return rules.ReadQuery(request);
        },
    });
}
