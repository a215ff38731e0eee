using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Server.ActiveSync.Documents;
using Conformance.Server.Dav;
using Conformance.Server.Dav.Locking;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>FolderCreate, FolderUpdate, FolderDelete: a device changes the folders of its mailbox. Source: MS-ASCMD 2.2.1.2 to 2.2.1.6.</summary>
/// <remarks>
/// 1 done, 2 there is such a folder already, 3 it is one that every mailbox has, 4 there is no such folder, 5 there is no folder to
/// put it in, 6 it cannot be done now, 9 the key is none that was given out, 10 the document breaks the schema. The new key stands
/// for what the device knew before and what it did, so it learns the rest by its next FolderSync.
/// </remarks>
static class FolderCommands
{
    const int Success = 1;
    const int Exists = 2;
    const int IsSystemFolder = 3;
    const int DoesNotExist = 4;
    const int ParentDoesNotExist = 5;
    const int ServerError = 6;
    const int InvalidSyncKey = 9;
    const int BadRequest = 10;
    const int NameCharsMax = 256;

    public static Task Create(CommandCall call) => Answer(call, (known, document) =>
    {
        if (Name(document) is not { } name || document.One("FolderHierarchy:ParentId") is not { Text: var parentId }
            || document.One("FolderHierarchy:Type") is not { Text: var type } || FolderTypes.ContentClassOf(type) is not { } contentClass)
            return new(BadRequest);
        if (Parent(call, parentId) is not { } parent)
            return new(ParentDoesNotExist);
        if (parent.Member(name) is not null)
            return new(Exists);
        if (!CanPut(call, parent, name, null) || !NewPlace.HasRoom(call.Http, 1))
            return new(ServerError);
        var made = call.World.Store.Create(parent, name, true, contentClass);
        return new(Success, known.With(KnownFolder.Of(made, call.Mailbox)), made.Id);
    });

    public static Task Update(CommandCall call) => Answer(call, (known, document) =>
    {
        if (Name(document) is not { } name || document.One("FolderHierarchy:ParentId") is not { Text: var parentId }
            || document.One("FolderHierarchy:ServerId") is not { Text: var id })
            return new(BadRequest);
        if (PingRules.FolderOf(call.World, Hierarchy.Of(call.Mailbox), id) is not { } folder)
            return new(DoesNotExist);
        if (Places.IsFixed(folder))
            return new(IsSystemFolder);
        if (Parent(call, parentId) is not { } parent || folder.Holds(parent))
            return new(ParentDoesNotExist);
        if (parent.Member(name) is { } other && other != folder)
            return new(Exists);
        if (!CanPut(call, parent, name, folder) || LockGuard.JudgeTree(call.Http, folder) is not null)
            return new(ServerError);
        call.World.Store.Move(folder, parent, name);
        return new(Success, known.With(KnownFolder.Of(folder, call.Mailbox)));
    });

    public static Task Delete(CommandCall call) => Answer(call, (known, document) =>
    {
        if (document.One("FolderHierarchy:ServerId") is not { Text: var id })
            return new(BadRequest);
        if (PingRules.FolderOf(call.World, Hierarchy.Of(call.Mailbox), id) is not { } folder)
            return new(DoesNotExist);
        if (Places.IsFixed(folder))
            return new(IsSystemFolder);
        if (LockGuard.JudgeTree(call.Http, folder) is not null || LockGuard.JudgeMembership(call.Http, folder.Parent!) is not null)
            return new(ServerError);
        call.World.Store.Delete(folder);
        return new(Success, known.Without(folder.Id));
    });

    static Task Answer(CommandCall call, Func<Hierarchy, Element, Done> change)
    {
        if (call.Document is not { } document || document.One("FolderHierarchy:SyncKey") is not { Text: var text }
            || WireInteger.ReadKey(text) is not { } key)
            return call.AnswerStatusAsync(BadRequest);
        lock (call.World.Gate)
        {
            var known = call.Device.Hierarchy;
            if (!known.TryFind(key, out var before))
                return call.AnswerStatusAsync(InvalidSyncKey);
            var done = change(before, document);
            return done.Known is not { } after
                ? call.AnswerStatusAsync(done.Status)
                : call.AnswerStatusAsync(
                    Success,
                    Element.Of("FolderHierarchy:SyncKey", known.Advance(key, call.Http.Rules.ActiveSync.KnowsOwnFolder ? after : before)),
                    done.Id is { } id ? Element.Of("FolderHierarchy:ServerId", id) : null);
        }
    }

    static string? Name(Element document) =>
        document.One("FolderHierarchy:DisplayName") is { Text: { Length: > 0 and <= NameCharsMax } name } && !name.AsSpan().ContainsAny("/\0") && name is not ("." or "..")
            ? name
            : null;

    static Resource? Parent(CommandCall call, string id) =>
        id == "0" ? call.Mailbox : PingRules.FolderOf(call.World, Hierarchy.Of(call.Mailbox), id);

    static bool CanPut(CommandCall call, Resource parent, string name, Resource? tree) =>
        Places.CanBeNamed(call.Http, parent, name, tree) && LockGuard.JudgeMembership(call.Http, parent) is null;

    /// <param name="Known">What the device knows then; null when nothing was done.</param>
    /// <param name="Id">Of a folder that was made.</param>
    readonly record struct Done(int Status, Hierarchy? Known = null, long? Id = null);
}
