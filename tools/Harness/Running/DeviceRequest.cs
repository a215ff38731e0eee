using System.Collections.Immutable;
using Conformance.Harness.Targets;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>A command of an ActiveSync device: a POST to the face's root with the command in a plain query.</summary>
static class DeviceRequest
{
    const string DeviceType = "Conformance";

    public static string Path(Target target, string command, string deviceId)
    {
        var user = target[Account.First]?.MailboxName ?? "";
        return $"{target.Roots.ActiveSync}?Cmd={command}&User={Uri.EscapeDataString(user)}"
            + $"&DeviceId={Uri.EscapeDataString(deviceId)}&DeviceType={DeviceType}";
    }

    public static ImmutableArray<Header> Headers(string version) =>
        [new("Content-Type", "application/vnd.ms-sync.wbxml"), new("MS-ASProtocolVersion", version)];
}
