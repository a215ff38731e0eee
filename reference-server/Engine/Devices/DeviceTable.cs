namespace Conformance.Engine.Devices;

/// <summary>The partnerships of a world, by account and device id. Callers hold the world's lock.</summary>
public sealed class DeviceTable
{
    readonly Dictionary<(string Owner, string Id), Device> devices = [];
    readonly Dictionary<string, int> counts = [];
    readonly HashSet<string> disabled = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first key is that of the documented example.</summary>
    uint policyKey = 1_307_199_583;

    /// <summary>Never 0, and none is given twice.</summary>
    public uint NextPolicyKey() => checked(++policyKey);

    public IEnumerable<Device> All => devices.Values;

    /// <summary>Counts the policies that were demanded; 0 while every device may do without.</summary>
    public int PolicyGeneration { get; set; }

    /// <summary>The store behind Ping cannot be reached.</summary>
    public bool IsBackEndLost { get; set; }

    public bool IsDisabled(string owner) => disabled.Contains(owner);

    /// <summary>Forbids or allows an account to have devices served.</summary>
    public void Disable(string owner, bool isDisabled)
    {
        if (isDisabled)
            disabled.Add(owner);
        else
            disabled.Remove(owner);
    }

    /// <summary>The partnership of a device; null when there is none.</summary>
    public Device? Known(string owner, string id) => devices.GetValueOrDefault((owner, id));

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
