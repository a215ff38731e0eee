using System.Globalization;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav.Properties;

/// <summary>The properties that Exchange adds, with its data types. Source: SDK, "DAV Namespace", "httpmail Namespace", "Exchange Namespace".</summary>
/// <remarks>Those of mail are read from the body of a message until somebody sets them.</remarks>
static class ExchangeProperties
{
    public static readonly LiveProperty[] All =
    [
        LiveProperty.Text(DavNames.Of("href"), (call, r) => call.Origin + DavPaths.Of(r)),
        LiveProperty.Text(DavNames.Of("parentname"), (call, r) => r.Parent is null ? null : call.Origin + DavPaths.Of(r.Parent)),
        LiveProperty.Text(DavNames.Of("uid"), (_, r) => r.Id.ToString("x16", CultureInfo.InvariantCulture)),
        LiveProperty.Text(DavNames.Of("contentclass"), (_, r) => r.ContentClass, isProtected: false),
        LiveProperty.Truth(DavNames.Of("iscollection"), (_, r) => r.IsFolder),
        LiveProperty.Truth(DavNames.Of("isfolder"), (_, r) => r.IsFolder),
        LiveProperty.Truth(DavNames.Of("ishidden"), (_, _) => false, isProtected: false),
        LiveProperty.Truth(DavNames.Of("haschildren"), (_, r) => r.IsFolder ? r.Members.Count > 0 : null),
        LiveProperty.Truth(DavNames.Of("hassubs"), (_, r) => r.IsFolder ? r.Members.Any(m => m.IsFolder) : null),
        LiveProperty.Number(DavNames.Of("childcount"), (_, r) => r.IsFolder ? r.Members.Count : null),
        LiveProperty.Number(DavNames.Of("objectcount"), (call, r) => CountOf(call, r, _ => true)),
        LiveProperty.Number(DavNames.Of("visiblecount"), (call, r) => CountOf(call, r, item => !IsHidden(item))),
        LiveProperty.Text(new(DavNames.Repl, "repl-uid"), (call, r) => Live(call).ReplUid(call, r)),
        LiveProperty.Text(new(DavNames.Repl, "resourcetag"), (call, r) => Live(call).ResourceTag(call, r)),
        LiveProperty.Text(new(DavNames.Repl, "contenttag"), (call, r) => r.IsFolder ? Live(call).ContentTag(call, r) : null),
        LiveProperty.Text(new(DavNames.ExchangeItems, "permanenturl"), (call, r) => call.Origin + Live(call).PermanentPath(r)),
        LiveProperty.Text(new(DavNames.ExchangeItems, "outlookmessageclass"), (_, r) => r.IsFolder ? null : "IPM.Note", isProtected: false),
        LiveProperty.Text(new(DavNames.ExchangeItems, "outlookfolderclass"), (_, r) => FolderClassOf(r), isProtected: false),
        LiveProperty.Number(new(DavNames.HttpMail, "unreadcount"), (call, r) => CountOf(call, r, Live(call).IsUnread)),
        LiveProperty.Truth(DavNames.Read, (_, r) => r.IsFolder ? null : r.IsRead, isProtected: false),
        LiveProperty.Number(new(DavNames.HttpMail, "importance"), (_, r) => IsMessage(r) ? MailText.ImportanceOf(r.Body) : null, isProtected: false),
        LiveProperty.Text(new(DavNames.HttpMail, "textdescription"), (_, r) => IsMessage(r) ? MailText.BodyOf(r.Body) : null, isProtected: false),
        // The two that clients ask for by number: the one that sorts as items came, and who an item is.
        LiveProperty.Typed(new(DavNames.MapiTags, "x0e230003"), "int", (call, r) => Live(call).OrderNumber(r)),
        LiveProperty.Typed(new(DavNames.MapiTags, "x0fff0102"), "bin.base64", (call, r) => Live(call).EntryId(call, r)),
        OfHead("subject"),
        OfHead("from"),
        OfHead("to"),
    ];

    static LiveProperty OfHead(string field) => LiveProperty.Text(
        new(DavNames.HttpMail, field), (_, r) => IsMessage(r) ? MailText.FieldOf(r.Body, field) : null, isProtected: false);

    static LiveRules Live(WorldCall call) => call.Rules.Dav.Live;

    static int? CountOf(WorldCall call, Resource folder, Func<Resource, bool> counts) =>
        folder.IsFolder ? Live(call).ItemsOf(call, folder).Count(counts) : null;

    static bool IsMessage(Resource resource) => resource.ContentClass == ContentClasses.Message;

    static bool IsHidden(Resource member) =>
        member.Properties.TryGetValue(DavNames.Of("ishidden"), out var hidden) && hidden.Text is "1" or "true";

    static string? FolderClassOf(Resource resource) => !resource.IsFolder ? null : resource.ContentClass switch
    {
        ContentClasses.CalendarFolder => "IPF.Appointment",
        ContentClasses.ContactFolder => "IPF.Contact",
        ContentClasses.TaskFolder => "IPF.Task",
        ContentClasses.NoteFolder => "IPF.StickyNote",
        ContentClasses.JournalFolder => "IPF.Journal",
        _ => "IPF.Note",
    };
}
