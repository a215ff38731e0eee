namespace Conformance.Protocol;

/// <summary>What counts as the same value of a header.</summary>
public enum HeaderKind
{
    /// <summary>The same text after trimming.</summary>
    Exact,

    /// <summary>The same members in any order, split at commas.</summary>
    List,

    /// <summary>The same media type without case, with the parameters that are asked for; others are free.</summary>
    MediaType,

    /// <summary>The same path after resolving and unescaping.</summary>
    Location,
}

/// <summary>The kind of each header that is not compared as plain text.</summary>
public static class HeaderKinds
{
    static readonly Dictionary<string, HeaderKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [HeaderNames.SubscriptionId] = HeaderKind.List,
        [HeaderNames.Allow] = HeaderKind.List,
        [HeaderNames.Public] = HeaderKind.List,
        ["DAV"] = HeaderKind.List,
        ["DASL"] = HeaderKind.List,
        ["Accept-Ranges"] = HeaderKind.List,
        ["Vary"] = HeaderKind.List,
        [HeaderNames.ProtocolVersions] = HeaderKind.List,
        [HeaderNames.ProtocolCommands] = HeaderKind.List,
        ["MS-ASProtocolRevisions"] = HeaderKind.List,
        ["MS-ASProtocolSupports"] = HeaderKind.List,
        [HeaderNames.ContentType] = HeaderKind.MediaType,
        [HeaderNames.ContentLocation] = HeaderKind.Location,
        [HeaderNames.Location] = HeaderKind.Location,
        [HeaderNames.CallBack] = HeaderKind.Location,
    };

    public static HeaderKind Of(string name) => Kinds.GetValueOrDefault(name, HeaderKind.Exact);

    /// <summary>The members of a list value: split at commas, trimmed, empty ones dropped.</summary>
    public static string[] Members(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
