namespace Conformance.Engine.Devices;

/// <summary>The partnerships of a world, by account and device id. Callers hold the world's lock.</summary>
public sealed class DeviceTable
{
    readonly Dictionary<(string Owner, string Id), Device> devices = [];
    readonly Dictionary<string, int> counts = [];

    /// <summary>The first key is that of the documented example.</summary>
    uint policyKey = 1_307_199_583;

    /// <summary>Never 0, and none is given twice.</summary>
    public uint NextPolicyKey() => checked(++policyKey);

    public IEnumerable<Device> All => devices.Values;

    /// <summary>The partnership of a device, which begins here if it has none.</summary>
    /// <param name="owner">The name of the account, in its own spelling.</param>
    /// <returns>Null when the account may have no more.</returns>
    public Device? Find(string owner, string id, Limits limits)
    {
        if (devices.TryGetValue((owner, id), out var known))
            return known;
        var count = counts.GetValueOrDefault(owner);
        if (count >= limits.DevicesPerAccountMax)
            return null;
        counts[owner] = count + 1;
        return devices[(owner, id)] = new Device(owner, id);
    }
}
