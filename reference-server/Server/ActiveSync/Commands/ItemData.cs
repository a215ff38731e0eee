using System.Globalization;
using Conformance.Engine;
using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Server.ActiveSync.Documents;
using Conformance.Server.Dav;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>An item as Sync tells it: enough to know it by. Source: MS-ASCMD 2.2.3.7, 2.2.3.24; MS-ASEMAIL and its neighbours.</summary>
static class ItemData
{
    public static Element Of(Resource folder, ItemChange change)
    {
        var id = Element.Of("AirSync:ServerId", $"{folder.Id}:{change.Id}");
        return change.Item is not { } item
            ? new Element("AirSync:Delete", id)
            : new Element(
                change.Kind == ItemChangeKind.Added ? "AirSync:Add" : "AirSync:Change",
                id, Data(item, folder.ContentClass));
    }

    public static Element Data(Resource item, string contentClass) => new("AirSync:ApplicationData", Of(item, contentClass));

    /// <summary>The item of a folder that a client names, as <c>5:17</c>; null when there is none.</summary>
    public static Resource? Find(World world, Resource folder, string id) =>
        id.Split(':') is [var place, var number] && place == folder.Id.ToString()
        && long.TryParse(number, out var read) && read.ToString() == number && world.Store.Find(read) is { IsFolder: false } item && item.Parent == folder
            ? item
            : null;

    /// <summary>What a client says of an item, as the store keeps it.</summary>
    public static List<KeyValuePair<PropertyName, PropertyValue?>> Properties(Element data) =>
        data.Children.FirstOrDefault(child => child.Tag is
            "Email:Subject" or "Calendar:Subject" or "Contacts:FileAs" or "Tasks:Subject" or "Notes:Subject") is { Text: var subject }
            ? [new(new PropertyName(DavNames.HttpMail, "subject"), PropertyValue.OfText(subject))]
            : [];

    static IEnumerable<Element> Of(Resource item, string contentClass)
    {
        var subject = Text(item, "subject") ?? Clean(item.Name);
        return contentClass switch
        {
            ContentClasses.CalendarFolder => [Element.Of("Calendar:Subject", subject)],
            ContentClasses.ContactFolder => [Element.Of("Contacts:FileAs", subject)],
            ContentClasses.TaskFolder => [Element.Of("Tasks:Subject", subject)],
            ContentClasses.NoteFolder => [Element.Of("Notes:Subject", subject)],
            _ =>
            [
                Element.Of("Email:From", Text(item, "from") ?? ""),
                Element.Of("Email:Subject", subject),
                Element.Of("Email:DateReceived", item.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
                Element.Of("Email:Read", item.IsRead ? 1 : 0),
            ],
        };
    }

    static string? Text(Resource item, string property) =>
        item.Properties.TryGetValue(new PropertyName(DavNames.HttpMail, property), out var value) ? Clean(value.Text) : null;

    // A string of WBXML ends at NUL, and half a surrogate pair is no UTF-8.
    static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0));
}
