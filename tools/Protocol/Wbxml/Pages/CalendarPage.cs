namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 4, Calendar. Tokens 0B, 0C and 10 are of version 2.5.</summary>
static class CalendarPage
{
    public static readonly CodePage Page = new(4, "Calendar", """
        05 Timezone  06 AllDayEvent  07 Attendees  08 Attendee  09 Email  0A Name  0B Body
        0C BodyTruncated  0D BusyStatus  0E Categories  0F Category  10 CompressedRTF  11 DtStamp
        12 EndTime  13 Exception  14 Exceptions  15 Deleted  16 ExceptionStartTime  17 Location
        18 MeetingStatus  19 OrganizerEmail  1A OrganizerName  1B Recurrence  1C Type  1D Until
        1E Occurrences  1F Interval  20 DayOfWeek  21 DayOfMonth  22 WeekOfMonth  23 MonthOfYear
        24 Reminder  25 Sensitivity  26 Subject  27 StartTime  28 UID  29 AttendeeStatus
        2A AttendeeType  33 DisallowNewTimeProposal  34 ResponseRequested  35 AppointmentReplyTime
        36 ResponseType  37 CalendarType  38 IsLeapMonth  39 FirstDayOfWeek  3A OnlineMeetingConfLink
        3B OnlineMeetingExternalLink  3C ClientUid
        """);
}
