using Conformance.Engine.Devices;
using Conformance.Engine.Storage;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>The numbers by which a client knows what a folder is for. Source: MS-ASCMD 2.2.3.186.3, Type (FolderSync).</summary>
static class FolderTypes
{
    const int Generic = 1;

    /// <summary>One of the folders that every mailbox has, at its top, or one that a user made.</summary>
    public static int Of(KnownFolder folder) => folder.Parent == 0 ? WellKnown(folder) : UserMade(folder);

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
