using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Probes of ActiveSync: OPTIONS announces, only a command's WBXML answer counts.</summary>
static class ActiveSyncProbes
{
    /// <summary>Every version that a scenario may need.</summary>
    public static readonly ImmutableArray<string> Versions = SweepExpansion.Members(SweepExpansion.AnnouncedVersions);

    /// <summary>FolderSync with SyncKey 0: code page 7, FolderSync 0x16, SyncKey 0x12.</summary>
    static readonly byte[] folderSync = [0x03, 0x01, 0x6A, 0x00, 0x00, 0x07, 0x56, 0x52, 0x03, (byte)'0', 0x00, 0x01, 0x01];

    public static async Task<ProbeOutcome> Ping(ProbeSession session, CancellationToken cancellation)
    {
        var options = await session.AskAsync("OPTIONS", session.Root(session.Target.Roots.ActiveSync), cancellation);
        session.Versions = options.List("MS-ASProtocolVersions");
        if (session.Versions.IsEmpty)
            return ProbeOutcome.No($"{options.Says} without MS-ASProtocolVersions.");
        return await Command(session, "Ping", session.Versions[^1], [], cancellation);
    }

    public static Task<ProbeOutcome> Sync(ProbeSession session, CancellationToken cancellation) =>
        Command(session, "FolderSync", session.Versions[^1], folderSync, cancellation);

    public static Func<ProbeSession, CancellationToken, Task<ProbeOutcome>> Version(string version) => async (session, cancellation) =>
        session.Versions.Contains(version)
            ? await Command(session, "Ping", version, [], cancellation)
            : ProbeOutcome.No($"MS-ASProtocolVersions names {string.Join(", ", session.Versions)}, not {version}.");

    /// <summary>The same in each run: a probe needs no new partnership.</summary>
    static string Device(Target target) => target.Devices.FirstOrDefault("").Replace($"{DevicePool.Any}", "0", StringComparison.Ordinal);

    static async Task<ProbeOutcome> Command(
        ProbeSession session, string command, string version, byte[] body, CancellationToken cancellation)
    {
        var user = Uri.EscapeDataString(session.Target[Account.First]?.MailboxName ?? "");
        var root = session.Root(session.Target.Roots.ActiveSync);
        var query = $"Cmd={command}&User={user}&DeviceId={Device(session.Target)}&DeviceType=Conformance";
        string[] type = body.Length > 0 ? ["Content-Type: application/vnd.ms-sync.wbxml"] : [];
        var answer = await session.AskAsync(
            "POST", new UriBuilder(root) { Query = query }.Uri, cancellation, [.. type, $"MS-ASProtocolVersion: {version}"], body);
        // 449 asks for provisioning first: nothing but ActiveSync says so.
        var isWbxml = answer.Status == 200 && answer.Message!.Body.Span is [0x01 or 0x02 or 0x03, 0x01, ..];
        return isWbxml || answer.Status == 449
            ? ProbeOutcome.Yes($"{answer.Says} at version {version}.")
            : ProbeOutcome.No($"{answer.Says}{(answer.Status == 200 ? " without WBXML" : "")} at version {version}.");
    }
}
