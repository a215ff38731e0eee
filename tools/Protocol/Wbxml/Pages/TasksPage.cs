namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 9, Tasks. Tokens 05 to 07 are of version 2.5.</summary>
static class TasksPage
{
    public static readonly CodePage Page = new(9, "Tasks", """
        05 Body  06 BodySize  07 BodyTruncated  08 Categories  09 Category  0A Complete
        0B DateCompleted  0C DueDate  0D UtcDueDate  0E Importance  0F Recurrence  10 Type  11 Start
        12 Until  13 Occurrences  14 Interval  15 DayOfMonth  16 DayOfWeek  17 WeekOfMonth
        18 MonthOfYear  19 Regenerate  1A DeadOccur  1B ReminderSet  1C ReminderTime  1D Sensitivity
        1E StartDate  1F UtcStartDate  20 Subject  22 OrdinalDate  23 SubOrdinalDate  24 CalendarType
        25 IsLeapMonth  26 FirstDayOfWeek
        """);
}
