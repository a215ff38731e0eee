using Conformance.Protocol.Wbxml.Pages;

namespace Conformance.Protocol.Wbxml;

/// <summary>The code pages that are known. To add one: a file in Pages and an entry here.</summary>
public static class CodePages
{
    static readonly CodePage[] All =
    [
        AirSyncPage.Page, EmailPage.Page, CalendarPage.Page, MovePage.Page, FolderHierarchyPage.Page, PingPage.Page,
        ProvisionPage.Page, AirSyncBasePage.Page, SettingsPage.Page, ComposeMailPage.Page, ContactsPage.Page,
        GetItemEstimatePage.Page, TasksPage.Page, NotesPage.Page,
    ];

    static readonly Dictionary<byte, CodePage> ByNumber = All.ToDictionary(page => page.Number);
    static readonly Dictionary<string, CodePage> ByName = All.ToDictionary(page => page.Name);

    public static CodePage? Find(byte number) => ByNumber.GetValueOrDefault(number);

    public static CodePage? Find(string name) => ByName.GetValueOrDefault(name);
}
