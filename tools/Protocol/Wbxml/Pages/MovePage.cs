namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 5, Move.</summary>
static class MovePage
{
    public static readonly CodePage Page = new(5, "Move", """
        05 MoveItems  06 Move  07 SrcMsgId  08 SrcFldId  09 DstFldId  0A Response  0B Status
        0C DstMsgId
        """);
}
