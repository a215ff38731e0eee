using System.Collections.Immutable;
using System.Text;
using Conformance.Engine;
using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Server.ActiveSync;
using Conformance.Server.ActiveSync.Commands;
using Conformance.Server.ActiveSync.Documents;
using Conformance.Server.ActiveSync.Query;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.ActiveSync;

/// <summary>Where faults of ActiveSync enter.</summary>
static class Seams
{
    public static Fault OfPing(string id, Func<ActiveSyncRules, ActiveSyncRules> rule) =>
        Fault.OfFace(id, rules => rules with { ActiveSync = rule(rules.ActiveSync) });

    /// <summary>Finds something else than what is there.</summary>
    public static Fault Finding(string id, Func<PingLook, PingFinding, PingFinding> change) => OfPing(id, rules => rules with
    {
        Find = (world, device, mailbox, watched) =>
            change(new PingLook(world, device, mailbox, watched), rules.Find(world, device, mailbox, watched)),
    });

    /// <summary>Adds to what a Ping asks for, or takes away, before the rest is taken from the Ping before.</summary>
    public static Fault Merging(string id, Func<Device, PingRequest, PingRequest> change) => OfPing(id, rules => rules with
    {
        Merge = (device, asked) => rules.Merge(device, change(device, asked)),
    });

    /// <summary>Reads another document than the one that came; null refuses it.</summary>
    public static Fault Reading(string id, Func<Element, ProtocolVersion, Element?> change) => OfPing(id, rules => rules with
    {
        ReadPing = (ping, version) => change(ping, version) is { } changed ? rules.ReadPing(changed, version) : null,
    });

    /// <summary>Understands another query than the one that came; null refuses it.</summary>
    public static Fault Asking(string id, Func<HttpRequest, CommandQuery?, CommandQuery?> change) => OfPing(id, rules => rules with
    {
        ReadQuery = request => change(request, rules.ReadQuery(request)),
    });

    /// <summary>Takes another body for the one that came.</summary>
    public static Fault Taking(string id, Func<byte[], byte[]> change) => OfPing(id, rules => rules with { TakeBody = change });

    /// <summary>Answers a method with another status than the right one, without a body.</summary>
    public static Fault OfStatus(string id, string method, int right, int wrong) => Fault.OfWire(id, answer =>
        answer.Answers(method, right) ? answer.WithStatus(wrong, "Wrong").WithBody([]) : answer);

    /// <summary>Replaces bytes in the documents that are answered, where they are.</summary>
    public static Fault OfBytes(string id, byte[] right, byte[] wrong) => Fault.OfWire(id, answer =>
        answer.Answers("POST", 200) && answer.Body.AsSpan().IndexOf(right) is >= 0 and var at
            ? answer.WithBody([.. answer.Body[..at], .. wrong, .. answer.Body[(at + right.Length)..]])
            : answer);

    /// <summary>Lets a document end behind some bytes, with more in the place of what stood there.</summary>
    public static Fault EndingAfter(string id, byte[] last, params byte[] more) => Fault.OfWire(id, answer =>
        answer.Answers("POST", 200) && answer.Body.AsSpan().IndexOf(last) is >= 0 and var at
            ? answer.WithBody([.. answer.Body[..(at + last.Length)], .. more, 0x01])
            : answer);

    public static bool IsBase64(HttpRequest request) =>
        request.QueryString.Value is { Length: > 1 } query && !query.Contains("Cmd=", StringComparison.OrdinalIgnoreCase);

    /// <summary>A tag with a text in it, as page 13 has it.</summary>
    public static byte[] Inline(byte tag, string text) => [tag, 0x03, .. Encoding.ASCII.GetBytes(text), 0x00, 0x01];
}

/// <summary>What a Ping looks at.</summary>
sealed record PingLook(World World, Device Device, Resource Mailbox, ImmutableArray<WatchedFolder> Watched)
{
    /// <summary>Names each watched folder that something is true of.</summary>
    public PingFinding Where(Func<WatchedFolder, bool> holds)
    {
        var ids = Watched.Where(holds).Select(folder => folder.Id).ToImmutableArray();
        return ids.IsEmpty ? PingFinding.Nothing : new PingFinding(PingNews.Additions, ids);
    }

    /// <summary>What became of items of a watched folder, as far as the device was not told; nothing where it never asked.</summary>
    public IEnumerable<ItemChange> ChangesOf(WatchedFolder watched) =>
        FolderOf(watched) is { } folder && Device.Synchronized(folder.Id) is { } known
            ? ItemChanges.Since(World, folder, known.Latest) ?? []
            : [];

    public Resource? FolderOf(WatchedFolder watched) => PingRules.FolderOf(World, Hierarchy.Of(Mailbox), watched.Id);

    /// <summary>What is found where nobody asks whether the device knows its folders.</summary>
    public PingFinding WithoutHierarchy() => Where(watched => FolderOf(watched) is { } folder
        && (Device.Synchronized(folder.Id) is null || ChangesOf(watched).Any(change => change.Kind == ItemChangeKind.Added)));

    /// <summary>How the last of the changes that concern an item came about.</summary>
    public ChangeKind KindOf(ItemChange change) => World.Log.After(change.First - 1).First().Kind;
}
