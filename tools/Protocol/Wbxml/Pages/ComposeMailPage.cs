namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 21, ComposeMail.</summary>
static class ComposeMailPage
{
    public static readonly CodePage Page = new(21, "ComposeMail", """
        05 SendMail  06 SmartForward  07 SmartReply  08 SaveInSentItems  09 ReplaceMime  0B Source
        0C FolderId  0D ItemId  0E LongId  0F InstanceId  10 Mime  11 ClientId  12 Status  13 AccountId
        15 Forwardees  16 Forwardee  17 Name  18 Email
        """);
}
