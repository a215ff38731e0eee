namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 22, Email2.</summary>
static class Email2Page
{
    public static readonly CodePage Page = new(22, "Email2", """
        05 UmCallerID  06 UmUserNotes  07 UmAttDuration  08 UmAttOrder  09 ConversationId
        0A ConversationIndex  0B LastVerbExecuted  0C LastVerbExecutionTime  0D ReceivedAsBcc  0E Sender
        0F CalendarType  10 IsLeapMonth  11 AccountId  12 FirstDayOfWeek  13 MeetingMessageType
        15 IsDraft  16 Bcc  17 Send
        """);
}
