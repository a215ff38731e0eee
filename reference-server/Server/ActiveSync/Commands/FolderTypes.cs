using Conformance.Engine.Devices;
using Conformance.Engine.Storage;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>The numbers by which a client knows what a folder is for. Source: MS-ASCMD 2.2.3.186.3, Type (FolderSync).</summary>
static class FolderTypes
{
    const int Generic = 1;

    /// <summary>One of the folders that every mailbox has, at its top, or one that a user made.</summary>
    public static int Of(KnownFolder folder) => folder.Parent == 0 ? WellKnown(folder) : UserMade(folder);

    /// <summary>What a folder holds that a user makes of a type; null when users make none of it.</summary>
    public static string? ContentClassOf(string type) => type switch
    {
        "1" or "12" => ContentClasses.MailFolder,
        "13" => ContentClasses.CalendarFolder,
        "14" => ContentClasses.ContactFolder,
        "15" => ContentClasses.TaskFolder,
        "16" => ContentClasses.JournalFolder,
        "17" => ContentClasses.NoteFolder,
        _ => null,
    };

    static int WellKnown(KnownFolder folder) => folder.Name.ToUpperInvariant() switch
    {
        "INBOX" => 2,
        "DRAFTS" => 3,
        "DELETED ITEMS" => 4,
        "SENT ITEMS" => 5,
        "OUTBOX" => 6,
        "TASKS" => 7,
        "CALENDAR" => 8,
        "CONTACTS" => 9,
        "NOTES" => 10,
        "JOURNAL" => 11,
        _ => UserMade(folder),
    };

    static int UserMade(KnownFolder folder) => folder.ContentClass switch
    {
        ContentClasses.MailFolder => 12,
        ContentClasses.CalendarFolder => 13,
        ContentClasses.ContactFolder => 14,
        ContentClasses.TaskFolder => 15,
        ContentClasses.JournalFolder => 16,
        ContentClasses.NoteFolder => 17,
        _ => Generic,
    };
}
