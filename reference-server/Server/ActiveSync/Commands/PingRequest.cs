using System.Collections.Immutable;
using Conformance.Engine.Devices;
using Conformance.Server.ActiveSync.Documents;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>What a Ping asks for, as far as it says so itself.</summary>
/// <remarks>Source: MS-ASCMD 2.2.1.13, request schema 6.29.</remarks>
/// <param name="HeartbeatSeconds">Null when it says none. Any number: its range is judged later.</param>
/// <param name="Folders">Null when it says none.</param>
sealed record PingRequest(long? HeartbeatSeconds, ImmutableArray<WatchedFolder>? Folders)
{
    const int IdCharsMax = 64;

    /// <summary>Null when the document breaks the schema.</summary>
    public static PingRequest? Read(Element ping, ProtocolVersion version)
    {
        if (ping.Text.Length > 0 || ping.Children.IsEmpty || ping.Children.DistinctBy(child => child.Tag).Count() < ping.Children.Length
            || ping.Children.Any(child => child.Tag is not ("Ping:HeartbeatInterval" or "Ping:Folders")))
            return null;
        long? seconds = null;
        if (ping.One("Ping:HeartbeatInterval") is { } interval)
        {
            if (!interval.Children.IsEmpty || WireInteger.Read(interval.Text) is not { } read)
                return null;
            seconds = read;
        }
        ImmutableArray<WatchedFolder>? folders = null;
        if (ping.One("Ping:Folders") is { } list)
        {
            if (ReadFolders(list, version) is not { } read)
                return null;
            folders = read;
        }
        return new PingRequest(seconds, folders);
    }

    static ImmutableArray<WatchedFolder>? ReadFolders(Element list, ProtocolVersion version)
    {
        var folders = ImmutableArray.CreateBuilder<WatchedFolder>(list.Children.Length);
        var ids = new HashSet<string>();
        foreach (var folder in list.Children)
        {
            if (folder.Tag != "Ping:Folder" || folder.Children.Length != 2
                || folder.One("Ping:Id") is not { Children.IsEmpty: true, Text: { Length: > 0 and <= IdCharsMax } id }
                || folder.One("Ping:Class") is not { Children.IsEmpty: true, Text: var name } || !version.HasClass(name)
                || !ids.Add(id))
                return null;
            folders.Add(new WatchedFolder(id, name));
        }
        return list.Text.Length > 0 || folders.Count == 0 ? null : folders.MoveToImmutable();
    }
}
