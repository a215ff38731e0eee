using Microsoft.AspNetCore.Http;

namespace Conformance.Server.ActiveSync.Query;

/// <summary>What the query of a request says, in either of its forms.</summary>
/// <param name="Command">Name of the command; null when the code of a base64 query stands for none.</param>
/// <param name="DeviceId">Null when there is none.</param>
/// <param name="DeviceType">Null when there is none.</param>
/// <param name="PolicyKey">Null when there is none.</param>
/// <param name="User">Whoever the client says it is; only the credentials count. Null when it says nothing.</param>
sealed record CommandQuery(ProtocolVersion Version, string? Command, string? DeviceId, string? DeviceType, uint? PolicyKey, string? User)
{
    /// <summary>A mail that is sent is kept too.</summary>
    public bool SavesInSent { get; init; }

    /// <summary>Reads the query of a request; null when it is malformed or of a version that is not served.</summary>
    public static CommandQuery? Read(HttpRequest request) =>
        request.QueryString.Value is not { Length: > 1 } text ? null
        : text.Contains("Cmd=", StringComparison.OrdinalIgnoreCase) ? PlainQuery.Read(request)
        : Base64Query.Read(text[1..]);

    const int DeviceIdCharsMax = 32;
    const int DeviceTypeCharsMax = 32;

    /// <summary>At most 32 letters and digits. Source: MS-ASHTTP 2.2.1.1.1.1.2.</summary>
    public bool HasDeviceId => DeviceId is { Length: > 0 and <= DeviceIdCharsMax } id && id.All(char.IsAsciiLetterOrDigit);

    /// <summary>The grammar bounds it no more than the command's; the documented error for a long one needs a bound.</summary>
    public bool HasDeviceType => DeviceType is { Length: > 0 and <= DeviceTypeCharsMax };
}
