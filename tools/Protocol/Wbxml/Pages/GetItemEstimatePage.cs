namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 6, GetItemEstimate.</summary>
static class GetItemEstimatePage
{
    public static readonly CodePage Page = new(6, "GetItemEstimate", """
        05 GetItemEstimate  07 Collections  08 Collection  09 Class  0A CollectionId  0C Estimate
        0D Response  0E Status
        """);
}
