namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 25, Find.</summary>
static class FindPage
{
    public static readonly CodePage Page = new(25, "Find", """
        05 Find  06 SearchId  07 ExecuteSearch  08 MailBoxSearchCriterion  09 Query  0A Status
        0B FreeText  0C Options  0D Range  0E DeepTraversal  11 Response  12 Result  13 Properties
        14 Preview  15 HasAttachments  16 Total  17 DisplayCc  18 DisplayBcc  19 GalSearchCriterion
        20 MaxPictures  21 MaxSize  22 Picture
        """);
}
