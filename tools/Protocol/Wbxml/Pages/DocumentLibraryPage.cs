namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 19, DocumentLibrary.</summary>
static class DocumentLibraryPage
{
    public static readonly CodePage Page = new(19, "DocumentLibrary", """
        05 LinkId  06 DisplayName  07 IsFolder  08 CreationDate  09 LastModifiedDate  0A IsHidden
        0B ContentLength  0C ContentType
        """);
}
