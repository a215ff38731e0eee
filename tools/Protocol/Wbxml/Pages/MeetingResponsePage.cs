namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 8, MeetingResponse.</summary>
static class MeetingResponsePage
{
    public static readonly CodePage Page = new(8, "MeetingResponse", """
        05 CalendarId  06 CollectionId  07 MeetingResponse  08 RequestId  09 Request  0A Result
        0B Status  0C UserResponse  0E InstanceId  10 ProposedStartTime  11 ProposedEndTime
        12 SendResponse
        """);
}
