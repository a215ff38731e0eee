namespace Conformance.Engine.Storage;

/// <summary>The content classes that the store itself gives out.</summary>
public static class ContentClasses
{
    public const string Folder = "urn:content-classes:folder";
    public const string Mailbox = "urn:content-classes:mailbox";
    public const string MailFolder = "urn:content-classes:mailfolder";
    public const string CalendarFolder = "urn:content-classes:calendarfolder";
    public const string ContactFolder = "urn:content-classes:contactfolder";
    public const string TaskFolder = "urn:content-classes:taskfolder";
    public const string NoteFolder = "urn:content-classes:notefolder";
    public const string JournalFolder = "urn:content-classes:journalfolder";
    public const string Item = "urn:content-classes:item";
    public const string Message = "urn:content-classes:message";
}
