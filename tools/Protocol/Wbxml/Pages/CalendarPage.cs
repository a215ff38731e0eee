namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 4, Calendar. The part that an Add needs.</summary>
static class CalendarPage
{
    public static readonly CodePage Page = new(4, "Calendar", """
        05 Timezone  06 AllDayEvent  0D BusyStatus  11 DtStamp  12 EndTime  18 MeetingStatus
        24 Reminder  25 Sensitivity  26 Subject  27 StartTime  28 UID
        """);
}
