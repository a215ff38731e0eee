using System.Collections.Immutable;

namespace Conformance.Server.ActiveSync;

/// <summary>A version of the protocol, as its number times ten: 121 is 12.1.</summary>
/// <remarks>Source: MS-ASHTTP 2.2.1.1.1.1.1 and 2.2.1.1.2.6.</remarks>
readonly record struct ProtocolVersion(int Number)
{
    public static readonly ProtocolVersion V121 = new(121);
    public static readonly ProtocolVersion V140 = new(140);

    /// <summary>Every one that is served, ascending.</summary>
    public static readonly ImmutableArray<ProtocolVersion> All = [new(25), new(120), V121, V140, new(141), new(160), new(161)];

    /// <summary>From 14.0 on a collection of Sync does not say its class.</summary>
    public bool SyncsWithoutClass => Number >= V140.Number;

    /// <summary>From 16.0 on a device may make a mail, in the folder of drafts. Source: MS-ASCMD 2.2.3.7.2.</summary>
    public bool MakesDrafts => Number >= 160;

    /// <summary>Up to 12.1 a mail is sent as the whole body. Source: MS-ASCMD 2.2.1.17.</summary>
    public bool SendsPlainMime => Number < V140.Number;

    /// <summary>A class that a folder may have in a Ping.</summary>
    public bool HasClass(string name) =>
        name is "Email" or "Calendar" or "Contacts" or "Tasks" || (name == "Notes" && Number >= V140.Number);

    public override string ToString() => $"{Number / 10}.{Number % 10}";

    /// <summary>Null for what is no version that is served.</summary>
    public static ProtocolVersion? Find(string? text) => All.Where(version => version.ToString() == text).Cast<ProtocolVersion?>().FirstOrDefault();

    public static ProtocolVersion? Find(int number) => All.Where(version => version.Number == number).Cast<ProtocolVersion?>().FirstOrDefault();
}
