namespace Conformance.Server.ActiveSync.Query;

/// <summary>What the query of a request says, in either of its forms.</summary>
/// <param name="Command">Name of the command; null when the code of a base64 query stands for none.</param>
/// <param name="DeviceId">Null when there is none.</param>
/// <param name="DeviceType">Null when there is none.</param>
sealed record CommandQuery(ProtocolVersion Version, string? Command, string? DeviceId, string? DeviceType)
{
    const int DeviceIdCharsMax = 32;
    const int DeviceTypeCharsMax = 32;

    /// <summary>At most 32 letters and digits. Source: MS-ASHTTP 2.2.1.1.1.1.2.</summary>
    public bool HasDeviceId => DeviceId is { Length: > 0 and <= DeviceIdCharsMax } id && id.All(char.IsAsciiLetterOrDigit);

    /// <summary>The grammar bounds it no more than the command's; the documented error for a long one needs a bound.</summary>
    public bool HasDeviceType => DeviceType is { Length: > 0 and <= DeviceTypeCharsMax };
}
