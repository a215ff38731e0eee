using System.Collections.Immutable;

namespace Conformance.Harness.Targets;

/// <summary>Reads what settings say of ActiveSync devices.</summary>
static class DeviceReader
{
    /// <summary>A scenario takes up to so many.</summary>
    public const int NeededByOne = 4;

    const int SecondsMax = 24 * 60 * 60;

    /// <remarks>An id has letters and digits only. Source: MS-ASHTTP 2.2.1.1.1.1, HTTP-R102.</remarks>
    public static ImmutableArray<string> Devices(SettingValues values)
    {
        ImmutableArray<string> ids = [.. values.Words("device")];
        var origin = values["device"][0].Origin;
        foreach (var id in ids)
        {
            var made = id.Count(c => c == DevicePool.Any);
            var chars = id.Length + (made * (DevicePool.MadeUpChars - 1));
            if (made > 1 || chars > DevicePool.IdCharsMax || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == DevicePool.Any))
                values.Error(origin, $"'{id}' is no device id; write letters and digits, {DevicePool.IdCharsMax} at most, "
                    + $"or one * that stands for {DevicePool.MadeUpChars} of them");
        }
        if (ids.Length > 1 && ids.FirstOrDefault(id => id.Contains(DevicePool.Any)) is { } mixed)
            values.Error(origin, $"'{mixed}' makes ids up, as many as are needed: it stands alone");
        else if (ids.Distinct().Count() < ids.Length)
            values.Error(origin, "a device id stands twice");
        else if (ids.All(id => !id.Contains(DevicePool.Any)) && ids.Length < NeededByOne)
            values.Error(origin, $"a scenario takes up to {NeededByOne} devices and here are {ids.Length}: name more, or one with a * in it, "
                + "such as CONFORMANCE*, for as many as are needed");
        return ids;
    }

    public static HeartbeatRange Heartbeats(SettingValues values)
    {
        var (shortest, longest) = (Seconds(values, "heartbeat-min"), Seconds(values, "heartbeat-max"));
        if (shortest >= longest)
            values.Error(values["heartbeat-max"][0].Origin, $"'{longest}' is no more than heartbeat-min, which is {shortest}");
        return new HeartbeatRange(shortest, longest);
    }

    static int? Seconds(SettingValues values, string key) => values[key] is [] ? null : values.Number(key, 1, SecondsMax);
}
