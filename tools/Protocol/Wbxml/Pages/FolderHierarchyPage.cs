namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 7, FolderHierarchy.</summary>
static class FolderHierarchyPage
{
    public static readonly CodePage Page = new(7, "FolderHierarchy", """
        05 Folders  06 Folder  07 DisplayName  08 ServerId  09 ParentId  0A Type  0C Status  0E Changes
        0F Add  10 Delete  11 Update  12 SyncKey  13 FolderCreate  14 FolderDelete  15 FolderUpdate
        16 FolderSync  17 Count
        """);
}
