using System.Collections.Frozen;
using Conformance.Protocol.Wbxml.Pages;

namespace Conformance.Protocol.Wbxml;

/// <summary>The code pages of ActiveSync. To add one: a file in Pages and an entry here.</summary>
/// <remarks>Page 3, AirNotify, is dead: it has no table, and bytes that switch to it are refused. Source: MS-ASWBXML 2.1.2.1.</remarks>
public static class CodePages
{
    public static readonly IReadOnlyList<CodePage> All =
    [
        AirSyncPage.Page, ContactsPage.Page, EmailPage.Page, CalendarPage.Page, MovePage.Page, GetItemEstimatePage.Page,
        FolderHierarchyPage.Page, MeetingResponsePage.Page, TasksPage.Page, ResolveRecipientsPage.Page, ValidateCertPage.Page,
        Contacts2Page.Page, PingPage.Page, ProvisionPage.Page, SearchPage.Page, GalPage.Page, AirSyncBasePage.Page,
        SettingsPage.Page, DocumentLibraryPage.Page, ItemOperationsPage.Page, ComposeMailPage.Page, Email2Page.Page,
        NotesPage.Page, RightsManagementPage.Page, FindPage.Page,
    ];

    static readonly FrozenDictionary<byte, CodePage> byNumber = All.ToDictionary(page => page.Number).ToFrozenDictionary();
    static readonly FrozenDictionary<string, CodePage> byName = All.ToDictionary(page => page.Name).ToFrozenDictionary();

    /// <summary>The page that a document starts on.</summary>
    public static CodePage First => AirSyncPage.Page;

    public static CodePage? Find(byte number) => byNumber.GetValueOrDefault(number);

    public static CodePage? Find(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">There is no such page, or it has no such tag.</exception>
    public static CodePageTag Tag(string page, string name)
    {
        var found = Find(page) ?? throw new ArgumentException($"There is no code page '{page}'.");
        return found.Find(name) ?? throw new ArgumentException($"The code page {page} has no tag '{name}'.");
    }
}
