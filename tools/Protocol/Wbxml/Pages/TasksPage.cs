namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 9, Tasks. The part that an Add needs.</summary>
static class TasksPage
{
    public static readonly CodePage Page = new(9, "Tasks", """
        0A Complete  0E Importance  1D Sensitivity  20 Subject
        """);
}
