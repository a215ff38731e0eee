using Conformance.Engine;
using Conformance.Engine.Devices;

namespace Conformance.Server.ActiveSync;

/// <summary>Whether a command of a device is served at all. Callers hold the world's lock.</summary>
static class Admission
{
    /// <summary>Null when it is.</summary>
    /// <param name="key">The policy key that came with the command; null or 0 for none.</param>
    /// <remarks>Ping carries no key, and Provision is how a device gets one. Source: MS-ASPROV 3.1.5.1, R757.</remarks>
    public static GlobalStatus? Refuse(World world, Device device, string command, uint? key) =>
        world.Devices.IsDisabled(device.Owner) ? GlobalStatus.UserDisabledForSync
        : command is "Ping" or "Provision" ? null
        : device.IsToBeWiped ? GlobalStatus.RemoteWipeRequested
        : world.Devices.PolicyGeneration == 0 ? null
        : key is null or 0 || device.PolicyKey == 0 ? GlobalStatus.DeviceNotProvisioned
        : key != device.PolicyKey ? GlobalStatus.InvalidPolicyKey
        : device.PolicyGeneration < world.Devices.PolicyGeneration ? GlobalStatus.PolicyRefresh
        : null;
}
