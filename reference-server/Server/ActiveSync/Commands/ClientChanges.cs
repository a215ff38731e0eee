using System.Collections.Immutable;
using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Server.ActiveSync.Documents;
using Conformance.Server.Dav;
using Conformance.Server.Dav.Locking;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>What a device asks to be done to the items of a folder in a Sync. Source: MS-ASCMD 2.2.3.7.2, 2.2.3.24, 2.2.3.42.2, 2.2.3.63.2.</summary>
/// <remarks>
/// Add and Fetch are always answered, Change and Delete only where they failed: 6 no such item can be made here, 8 there is no such
/// item, 9 there is no room, 16 it is locked for now. What the device does itself it is not told as news.
/// Callers hold the world's lock.
/// </remarks>
/// <param name="view">What the device knows.</param>
/// <param name="made">What the same request made before, if it is asked again.</param>
sealed class ClientChanges(CommandCall call, Resource folder, FolderView view, ImmutableDictionary<string, long> made)
{
    const int Success = 1;
    const int ConversionError = 6;
    const int ObjectNotFound = 8;
    const int OutOfRoom = 9;
    const int Retry = 16;
    const int Drafts = 3;

    static readonly ImmutableHashSet<string> names = ["AirSync:Add", "AirSync:Change", "AirSync:Delete", "AirSync:Fetch"];

    readonly HashSet<long> touched = [];
    bool deletesAsMoves;

    public Resource Folder => folder;

    /// <summary>What the device knows after what it did.</summary>
    public FolderView View { get; private set; } = view with { Made = ImmutableDictionary<string, long>.Empty };

    public List<Element> Responses { get; } = [];

    /// <summary>The request had nothing to do.</summary>
    public bool IsIdle { get; private set; } = true;

    /// <summary>False when the commands break the schema.</summary>
    public static bool TryRead(Element collection, out ImmutableArray<Element> commands)
    {
        commands = collection.One("AirSync:Commands")?.Children ?? [];
        return collection.All("AirSync:Commands").Count() <= 1 && commands.All(command => names.Contains(command.Tag) && command.Tag switch
        {
            "AirSync:Add" => command.One("AirSync:ClientId") is { Text.Length: > 0 } && command.One("AirSync:ApplicationData") is not null,
            "AirSync:Change" => command.One("AirSync:ServerId") is not null && command.One("AirSync:ApplicationData") is not null,
            _ => command.One("AirSync:ServerId") is not null,
        });
    }

    /// <summary>Whether a change, found before these were carried out, is to be told nevertheless.</summary>
    public bool IsNews(ItemChange change) => !touched.Contains(change.Id);

    public void CarryOut(ImmutableArray<Element> commands, bool deletesAsMoves)
    {
        IsIdle = commands.IsEmpty;
        this.deletesAsMoves = deletesAsMoves;
        foreach (var command in commands)
            CarryOut(command);
    }

    void CarryOut(Element command)
    {
        if (command.Tag == "AirSync:Add")
        {
            Add(command.One("AirSync:ClientId")!.Text, command.One("AirSync:ApplicationData")!);
            return;
        }
        var id = command.One("AirSync:ServerId")!;
        var item = ItemData.Find(call.World, folder, id.Text);
        if (command.Tag == "AirSync:Fetch")
            Responses.Add(new Element("AirSync:Fetch", id, Element.Of("AirSync:Status", item is null ? ObjectNotFound : Success),
                item is null ? null : ItemData.Data(item, folder.ContentClass)));
        else if ((item is null ? ObjectNotFound : Write(command, item)) is not Success and var status)
            Responses.Add(new Element(command.Tag, id, Element.Of("AirSync:Status", status)));
    }

    void Add(string name, Element data)
    {
        var status = made.TryGetValue(name, out var id) ? Success
            : !CanMake() ? ConversionError
            : !NewPlace.HasRoom(call.Http, 1) ? OutOfRoom
            : LockGuard.JudgeMembership(call.Http, folder) is not null ? Retry
            : Success;
        if (status == Success && id == 0)
        {
            var item = call.World.Store.Create(
                folder, FreeNames.Like(folder, "item.EML"), false, ContentClasses.Item, properties: ItemData.Properties(data).Select(p => KeyValuePair.Create(p.Key, p.Value!)));
            id = item.Id;
        }
        if (status == Success)
        {
            View = View.With(id, call.World.Log.Last) with { Made = View.Made.SetItem(name, id) };
            touched.Add(id);
        }
        Responses.Add(new Element("AirSync:Add", Element.Of("AirSync:ClientId", name),
            status == Success ? Element.Of("AirSync:ServerId", $"{folder.Id}:{id}") : null, Element.Of("AirSync:Status", status)));
    }

    /// <summary>A mail comes by delivery; from 16.0 on a draft may be made too.</summary>
    bool CanMake() => folder.ContentClass switch
    {
        ContentClasses.CalendarFolder or ContentClasses.ContactFolder or ContentClasses.TaskFolder => true,
        ContentClasses.NoteFolder => call.Version.HasClass("Notes"),
        ContentClasses.MailFolder => call.Version.MakesDrafts && FolderTypes.Of(KnownFolder.Of(folder, call.Mailbox)) == Drafts,
        _ => false,
    };

    int Write(Element command, Resource item)
    {
        if (LockGuard.Judge(call.Http, item) is not null)
            return Retry;
        var store = call.World.Store;
        if (command.Tag == "AirSync:Change")
        {
            var data = command.One("AirSync:ApplicationData")!;
            if (data.One("Email:Read") is { Text: var read })
                store.MarkRead(item, read == "1");
            if (ItemData.Properties(data) is { Count: > 0 } properties)
                store.SetProperties(item, properties);
        }
        else if (deletesAsMoves && call.Mailbox.Member("Deleted Items") is { } deleted && deleted != folder)
            store.Move(item, deleted, FreeNames.Like(deleted, item.Name));
        else
            store.Delete(item);
        View = View.With(item.Id, call.World.Log.Last);
        touched.Add(item.Id);
        return Success;
    }
}
