namespace Conformance.Server.Faults.ActiveSync;

/// <summary>Other ways to serve devices that the documents allow: nothing may go red.</summary>
static class ActiveSyncVariants
{
    public static readonly Fault[] All =
    [
        Seams.OfBytes("variant.eas-malformed-is-status-4", Seams.Inline(0x47, "102"), Seams.Inline(0x47, "4")),
        Fault.OfWire("variant.eas-no-server-header", answer => answer.Method == "OPTIONS"
            ? answer.Without("MS-Server-ActiveSync").Without("Public")
            : answer),
        Fault.OfWire("variant.eas-diagnostics", answer => answer.Method == "POST"
            ? answer.With("request-id", "5b3f0f1c-0d4e-4a53-9a59-6a52f7f1d1ab").With("X-BEServer", "MBX01").With("X-FEServer", "CAS01")
            : answer),
        Fault.OfWire("variant.eas-reset-is-announced", answer => answer.Answers("POST", 200) ? answer.With("X-MS-RP", "14.0,14.1,16.0,16.1") : answer),
        Fault.OfWire("variant.eas-cookies", answer => answer.Method == "POST" ? answer.With("Set-Cookie", "backend=1; Path=/; HttpOnly") : answer),
        Fault.OfWire("variant.eas-versions-downward", answer => Listed(answer, "MS-ASProtocolVersions", names => names.Reverse())),
        Fault.OfWire("variant.eas-more-commands", answer => Listed(answer, "MS-ASProtocolCommands", names => names.Append("Search").Append("ItemOperations"))),
        Seams.OfPing("variant.eas-folders-backwards", rules => rules with
        {
            Tell = (device, finding) => rules.Tell(device, finding) with { Folders = [.. finding.Folders.Reverse()] },
        }),
        Fault.OfWire("variant.eas-no-store", answer => answer.Method == "POST" ? answer.With("Cache-Control", "no-store") : answer),
        Seams.Asking("variant.eas-unknown-byte-is-400", (request, query) => Seams.IsBase64(request) && query is { Command: null } ? null : query),
        Seams.OfPing("variant.eas-other-bounds", rules => rules with { NearestInterval = (_, seconds) => Math.Clamp(seconds, 30, 1770) }),
        Fault.OfWire("variant.eas-no-device-is-400", answer => answer.Answers("POST", 200) && (Names(answer, "108") || Names(answer, "109"))
            ? answer.WithStatus(400, "Bad Request").Without("Content-Type").WithBody([])
            : answer),
    ];

    static bool Names(WireAnswer answer, string status) => answer.Body.AsSpan().IndexOf(Seams.Inline(0x47, status)) >= 0;

    static WireAnswer Listed(WireAnswer answer, string header, Func<IEnumerable<string>, IEnumerable<string>> change) =>
        answer.Method == "OPTIONS" && answer[header] is { } list ? answer.With(header, string.Join(',', change(list.Split(',')))) : answer;
}
