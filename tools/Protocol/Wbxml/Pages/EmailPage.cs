namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 2, Email. Tokens 05 to 0E, 10 and 36 to 38 are of version 2.5.</summary>
static class EmailPage
{
    public static readonly CodePage Page = new(2, "Email", """
        05 Attachment  06 Attachments  07 AttName  08 AttSize  09 AttOId  0A AttMethod  0B AttRemoved
        0C Body  0D BodySize  0E BodyTruncated  0F DateReceived  10 DisplayName  11 DisplayTo
        12 Importance  13 MessageClass  14 Subject  15 Read  16 To  17 Cc  18 From  19 ReplyTo
        1A AllDayEvent  1B Categories  1C Category  1D DtStamp  1E EndTime  1F InstanceType
        20 BusyStatus  21 Location  22 MeetingRequest  23 Organizer  24 RecurrenceId  25 Reminder
        26 ResponseRequested  27 Recurrences  28 Recurrence  29 Type  2A Until  2B Occurrences
        2C Interval  2D DayOfWeek  2E DayOfMonth  2F WeekOfMonth  30 MonthOfYear  31 StartTime
        32 Sensitivity  33 TimeZone  34 GlobalObjId  35 ThreadTopic  36 MIMEData  37 MIMETruncated
        38 MIMESize  39 InternetCPID  3A Flag  3B Status  3C ContentClass  3D FlagType  3E CompleteTime
        3F DisallowNewTimeProposal
        """);
}
