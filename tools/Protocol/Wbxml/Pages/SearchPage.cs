namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 15, Search.</summary>
static class SearchPage
{
    public static readonly CodePage Page = new(15, "Search", """
        05 Search  07 Store  08 Name  09 Query  0A Options  0B Range  0C Status  0D Response  0E Result
        0F Properties  10 Total  11 EqualTo  12 Value  13 And  14 Or  15 FreeText  17 DeepTraversal
        18 LongId  19 RebuildResults  1A LessThan  1B GreaterThan  1C Schema  1D Supported  1E UserName
        1F Password  20 ConversationId  21 Picture  22 MaxSize  23 MaxPictures
        """);
}
