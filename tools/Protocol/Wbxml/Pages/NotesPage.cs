namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 23, Notes.</summary>
static class NotesPage
{
    public static readonly CodePage Page = new(23, "Notes", """
        05 Subject  06 MessageClass  07 LastModifiedDate  08 Categories  09 Category
        """);
}
