using Conformance.Engine;
using Conformance.Engine.Storage;

namespace Conformance.Server.Dav;

/// <summary>Puts a mail into a folder. Callers hold the world's lock and have seen that there is room.</summary>
static class Delivery
{
    /// <param name="kind">Delivered by the transport, or created by its owner.</param>
    public static Resource Bring(World world, Resource folder, byte[] mail, string subject, string from, ChangeKind kind) =>
        world.Store.Create(folder, FreeName(folder), false, ContentClasses.Message, mail, "message/rfc822", kind,
            new Dictionary<PropertyName, PropertyValue>
            {
                [new(DavNames.HttpMail, "subject")] = PropertyValue.OfText(subject),
                [new(DavNames.HttpMail, "from")] = PropertyValue.OfText(from),
            });

    static string FreeName(Resource folder)
    {
        var number = folder.Members.Count + 1;
        while (folder.Member($"mail{number}.EML") is not null)
            number++;
        return $"mail{number}.EML";
    }
}
