using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Server.ActiveSync.Documents;
using Conformance.Server.Dav;
using Conformance.Server.Dav.Locking;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>MoveItems: puts items into other folders, each for itself. Source: MS-ASCMD 2.2.1.12, 2.2.3.177.10.</summary>
/// <remarks>1 there is no such item, 2 no such folder to put it in, 3 moved, 4 it is there already, 7 something is locked.</remarks>
static class MoveItemsCommand
{
    const int InvalidSource = 1;
    const int InvalidDestination = 2;
    const int Moved = 3;
    const int IsThereAlready = 4;
    const int Locked = 7;

    public static Task Answer(CommandCall call)
    {
        if (call.Document is not { Children: { IsEmpty: false } moves } || moves.Any(move => !IsMove(move)))
            return call.RefuseAsync(GlobalStatus.InvalidXml);
        List<Element> answers;
        lock (call.World.Gate)
            answers = [.. moves.Select(move => Carry(call, move))];
        return call.AnswerAsync(new Element(call.RootTag, answers));
    }

    static bool IsMove(Element move) => move.Tag == "Move:Move"
        && move.One("Move:SrcMsgId") is not null && move.One("Move:SrcFldId") is not null && move.One("Move:DstFldId") is not null;

    static Element Carry(CommandCall call, Element move)
    {
        var id = move.One("Move:SrcMsgId")!;
        var hierarchy = Hierarchy.Of(call.Mailbox);
        var from = PingRules.FolderOf(call.World, hierarchy, move.One("Move:SrcFldId")!.Text);
        var to = PingRules.FolderOf(call.World, hierarchy, move.One("Move:DstFldId")!.Text);
        var item = from is null ? null : ItemData.Find(call.World, from, id.Text);
        var status = item is null ? InvalidSource : Status(call, item, to);
        if (status == Moved)
            call.World.Store.Move(item!, to!, FreeNames.Like(to!, item!.Name));
        return new Element("Move:Response", id, Element.Of("Move:Status", status),
            status == Moved ? Element.Of("Move:DstMsgId", $"{to!.Id}:{item!.Id}") : null);
    }

    static int Status(CommandCall call, Resource item, Resource? to) =>
        to is null || !Places.CanBeNamed(call.Http, to, FreeNames.Like(to, item.Name), null) ? InvalidDestination
        : item.Parent == to ? IsThereAlready
        : LockGuard.JudgeTree(call.Http, item) is not null || LockGuard.JudgeMembership(call.Http, item.Parent!) is not null
            || LockGuard.JudgeMembership(call.Http, to) is not null ? Locked
        : Moved;
}
