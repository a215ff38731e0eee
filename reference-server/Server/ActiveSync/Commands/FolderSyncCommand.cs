using Conformance.Engine.Devices;
using Conformance.Server.ActiveSync.Documents;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>FolderSync: tells a device the folders of its mailbox. Source: MS-ASCMD 2.2.1.5.</summary>
/// <remarks>1 told, 9 the key is none that was given out, 10 the document breaks the schema.</remarks>
static class FolderSyncCommand
{
    const int Success = 1;
    const int InvalidSyncKey = 9;
    const int BadRequest = 10;

    public static Task Answer(CommandCall call)
    {
        if (call.Document?.One("FolderHierarchy:SyncKey") is not { Text: var text } || WireInteger.ReadKey(text) is not { } key)
            return call.AnswerStatusAsync(BadRequest);
        lock (call.World.Gate)
        {
            var known = call.Device.Hierarchy;
            var now = Hierarchy.Of(call.Mailbox);
            if (key == 0)
                return AnswerAsync(call, known.Begin(now), now.Since(Hierarchy.Empty));
            if (!known.TryFind(key, out var before))
                return call.AnswerStatusAsync(InvalidSyncKey);
            var changes = now.Since(before);
            return AnswerAsync(call, changes.Count == 0 && key == known.Key ? key : known.Advance(key, now), changes);
        }
    }

    static Task AnswerAsync(CommandCall call, int key, HierarchyChanges changes) => call.AnswerStatusAsync(
        Success,
        Element.Of("FolderHierarchy:SyncKey", key),
        new Element("FolderHierarchy:Changes",
        [
            Element.Of("FolderHierarchy:Count", changes.Count),
            .. changes.Updated.Select(folder => Folder("FolderHierarchy:Update", folder)),
            .. changes.Deleted.Select(id => new Element("FolderHierarchy:Delete", Element.Of("FolderHierarchy:ServerId", id))),
            .. changes.Added.Select(folder => Folder("FolderHierarchy:Add", folder)),
        ]));

    static Element Folder(string tag, KnownFolder folder) => new(
        tag,
        Element.Of("FolderHierarchy:ServerId", folder.Id),
        Element.Of("FolderHierarchy:ParentId", folder.Parent),
        Element.Of("FolderHierarchy:DisplayName", folder.Name),
        Element.Of("FolderHierarchy:Type", FolderTypes.Of(folder)));
}
