namespace Conformance.Harness.Running;

/// <summary>An ActiveSync device; its text is its id. It remembers what it was told, as a device does.</summary>
/// <param name="Path">Of the face's root.</param>
/// <param name="Form">Of its queries: plain or base64.</param>
public sealed record DeviceValue(string Id, string Version, string Path, string Form) : IValue
{
    public string Text => Id;

    /// <summary>The policy it was told to keep; null when the target asked for none.</summary>
    public string? PolicyKey { get; set; }

    /// <summary>The folders of the mailbox, as it learned them.</summary>
    public IReadOnlyList<DeviceFolder> Folders { get; set; } = [];

    /// <summary>The key told last, by ServerId.</summary>
    public Dictionary<string, string> SyncKeys { get; } = [];

    public string? Attribute(string name) => name switch
    {
        "id" => Id,
        "version" => Version,
        "path" => Path,
        _ => null,
    };
}

/// <summary>A folder as a device learned of it.</summary>
/// <param name="Parent">ServerId of the folder around it; <c>0</c> at the top.</param>
/// <param name="Type">What it is for. Source: MS-ASCMD 2.2.3.186.3.</param>
public sealed record DeviceFolder(string ServerId, string Parent, string Name, int Type)
{
    /// <summary>The class by which Ping and Sync name what it holds.</summary>
    public string Class => Type switch
    {
        8 or 13 => "Calendar",
        9 or 14 => "Contacts",
        7 or 15 => "Tasks",
        10 or 17 => "Notes",
        _ => "Email",
    };
}
