namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 20, ItemOperations.</summary>
static class ItemOperationsPage
{
    public static readonly CodePage Page = new(20, "ItemOperations", """
        05 ItemOperations  06 Fetch  07 Store  08 Options  09 Range  0A Total  0B Properties  0C Data
        0D Status  0E Response  0F Version  10 Schema  11 Part  12 EmptyFolderContents
        13 DeleteSubFolders  14 UserName  15 Password  16 Move  17 DstFldId  18 ConversationId
        19 MoveAlways
        """);
}
