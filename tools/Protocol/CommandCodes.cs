using System.Collections.Immutable;

namespace Conformance.Protocol;

/// <summary>The commands of ActiveSync, by the code that stands for each in a base64 query.</summary>
/// <remarks>Source: MS-ASHTTP 2.2.1.1.1.1.2; the code of Find from a client that was read.</remarks>
public static class CommandCodes
{
    static readonly ImmutableArray<string?> names =
    [
        "Sync", "SendMail", "SmartForward", "SmartReply", "GetAttachment", null, null, null, null, "FolderSync", "FolderCreate",
        "FolderDelete", "FolderUpdate", "MoveItems", "GetItemEstimate", "MeetingResponse", "Search", "Settings", "Ping",
        "ItemOperations", "Provision", "ResolveRecipients", "ValidateCert", "Find",
    ];

    /// <summary>Null for a code that stands for nothing.</summary>
    public static string? NameOf(byte code) => code < names.Length ? names[code] : null;

    /// <summary>Null for a command that has no code.</summary>
    public static byte? CodeOf(string name) => names.IndexOf(name) is >= 0 and var code ? (byte)code : null;
}
