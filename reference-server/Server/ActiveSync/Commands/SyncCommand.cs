using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Server.ActiveSync.Documents;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>Sync: brings a device and folders to the same state since a key. Source: MS-ASCMD 2.2.1.21.</summary>
/// <remarks>
/// 1 done, 3 the key is none that was given out, 4 the document breaks the schema, 12 there is no such folder, 13 a request without
/// a body stands for no other. A key names what the client was told before, so whatever it is told twice is the same.
/// From 12.1 on an answer that has nothing to tell has no body, and the keys stay.
/// </remarks>
static class SyncCommand
{
    const int Success = 1;
    const int InvalidSyncKey = 3;
    const int ProtocolError = 4;
    const int HierarchyChanged = 12;
    const int IncompleteRequest = 13;
    const int WindowDefault = 100;

    public static Task Answer(CommandCall call)
    {
        if (call.Document is null)
            return call.AnswerStatusAsync(IncompleteRequest);
        if (call.Document.One("AirSync:Collections") is not { Children: { IsEmpty: false } asked }
            || asked.Any(collection => collection.Tag != "AirSync:Collection"))
            return call.AnswerStatusAsync(ProtocolError);
        List<Element> answers;
        lock (call.World.Gate)
            answers = [.. asked.Select(collection => Answer(call, collection)).OfType<Element>()];
        return answers.Count == 0 && call.Version.Number >= ProtocolVersion.V121.Number
            ? call.Http.AnswerAsync(StatusCodes.Status200OK)
            : call.AnswerAsync(new Element("AirSync:Sync", new Element("AirSync:Collections", answers)));
    }

    /// <summary>Null when there is nothing to tell.</summary>
    static Element? Answer(CommandCall call, Element asked)
    {
        if (asked.One("AirSync:SyncKey") is not { Text: var keyText } || asked.One("AirSync:CollectionId") is not { Text: var id }
            || (asked.Has("AirSync:Class") && call.Version.SyncsWithoutClass)
            || !ClientChanges.TryRead(asked, out var commands)
            || ReadWindow(call, asked) is not { } window)
            return Collection(asked, keyText: "0", ProtocolError);
        if (PingRules.FolderOf(call.World, Hierarchy.Of(call.Mailbox), id) is not { } folder)
            return Collection(asked, keyText, HierarchyChanged);
        var known = call.Device.Folder(folder.Id);
        var wantsChanges = asked.One("AirSync:GetChanges") is { } get ? get.Text != "0" : keyText != "0";
        if (keyText == "0")
            return wantsChanges || !commands.IsEmpty
                ? Collection(asked, keyText, ProtocolError)
                : Collection(asked, known.Begin(FolderView.Nothing).ToString(), Success);
        if (WireInteger.ReadKey(keyText) is not { } key || !known.TryFind(key, out var view)
            || ItemChanges.Since(call.World, folder, view) is not { } changes)
            return Collection(asked, "0", InvalidSyncKey);
        // A client whose answer was lost sends its changes again under the key it has: what it made then is not made twice.
        var client = new ClientChanges(call, folder, view, key == known.Key ? FolderView.Nothing.Made : known.Latest.Made);
        client.CarryOut(commands, asked.One("AirSync:DeletesAsMoves")?.Text != "0");
        return Tell(call, asked, client, known, key, wantsChanges ? changes.Where(client.IsNews).ToList() : null, window);
    }

    /// <param name="changes">Null when the client wants to be told none.</param>
    static Element? Tell(
        CommandCall call, Element asked, ClientChanges client, Keyed<FolderView> known, int key, List<ItemChange>? changes, int window)
    {
        if (changes is null or { Count: 0 } && client.IsIdle && key == known.Key)
            return call.Version.Number >= ProtocolVersion.V121.Number ? null : Collection(asked, key.ToString(), Success);
        // What has one number is told together: the key could not tell it apart.
        var told = (changes ?? []).Take(window).ToList();
        told.AddRange((changes ?? []).Skip(told.Count).TakeWhile(change => change.First == told[^1].First));
        var hasMore = told.Count < (changes?.Count ?? 0);
        var view = changes is null ? client.View
            : client.View.Told(hasMore ? told[^1].First : call.World.Log.Last) with { Made = client.View.Made };
        var next = known.Advance(key, call.Http.Rules.ActiveSync.KeepView(client.View, view));
        return Collection(
            asked, next.ToString(), Success,
            client.Responses.Count > 0 ? new Element("AirSync:Responses", client.Responses) : null,
            hasMore ? new Element("AirSync:MoreAvailable") : null,
            told.Count > 0 ? new Element("AirSync:Commands", told.Select(change => ItemData.Of(client.Folder, change))) : null);
    }

    static int? ReadWindow(CommandCall call, Element asked) =>
        !asked.Has("AirSync:WindowSize") ? WindowDefault
        : asked.One("AirSync:WindowSize") is { Text: var text } && WireInteger.Read(text) is >= 0 and var size
            ? (int)Math.Min(size == 0 ? long.MaxValue : size, call.World.Limits.SyncWindowMax)
            : null;

    /// <summary>Up to 12.1 the class is repeated, first. Source: schema of the answer.</summary>
    static Element Collection(Element asked, string keyText, int status, params IEnumerable<Element?> more) => new(
        "AirSync:Collection",
        [
            asked.One("AirSync:Class"),
            Element.Of("AirSync:SyncKey", keyText),
            asked.One("AirSync:CollectionId"),
            Element.Of("AirSync:Status", status),
            .. more,
        ]);
}
