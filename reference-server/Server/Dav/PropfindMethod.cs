using System.Text;
using System.Xml.Linq;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>PROPFIND: properties of a resource and of the members of a folder. Source: RFC 4918, 9.1; Exchange SDK, "Depth Header".</summary>
/// <remarks>
/// 207; 400 malformed; 403 no right, or depth infinity on a folder (with the precondition propfind-finite-depth); 404; 413.
/// Depth is 0, 1, or <c>1,noroot</c>: the members without the folder. Members that the caller may not read are left out.
/// </remarks>
static class PropfindMethod
{
    public static async Task Answer(WorldCall call)
    {
        var (root, refusal) = await XmlRequest.ReadAsync(call);
        if (refusal is not null)
        {
            await call.AnswerAsync(refusal.Value);
            return;
        }
        Task answer;
        lock (call.World.Gate)
            answer = Find(call, root);
        await answer;
    }

    static Task Find(WorldCall call, XElement? root)
    {
        var depth = call.Request.Headers["Depth"].ToString().Replace(" ", "").ToLowerInvariant();
        var dav = XNamespace.Get(DavNames.Dav);
        if (depth is not ("" or "0" or "1" or "1,noroot" or "infinity")
            || (root is not null && (root.Name != dav + "propfind" || !IsKnown(root, dav))))
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } resource)
            return call.AnswerAsync(StatusCodes.Status404NotFound);
        if (!call.May(resource, Rights.Read))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (Entity.Judge(call, resource) is { } status)
            return call.AnswerAsync(status);
        if (depth is "" or "infinity" && resource.IsFolder)
            return HrefMultiStatus.WriteAsync(call, StatusCodes.Status403Forbidden, new StringBuilder(
                "<?xml version=\"1.0\"?><a:error xmlns:a=\"DAV:\"><a:propfind-finite-depth/></a:error>"));
        var document = new PropertyMultiStatus();
        if (depth != "1,noroot")
            Describe(call, resource, root, document);
        if (depth is "1" or "1,noroot")
            foreach (var member in resource.Members.Where(m => call.May(m, Rights.Read)))
                Describe(call, member, root, document);
        return document.AnswerAsync(call);
    }

    /// <summary>One of prop, propname and allprop; include only beside allprop.</summary>
    static bool IsKnown(XElement root, XNamespace dav) =>
        root.Elements().Count(e => e.Name == dav + "prop" || e.Name == dav + "propname" || e.Name == dav + "allprop") == 1;

    static void Describe(WorldCall call, Resource resource, XElement? root, PropertyMultiStatus document)
    {
        var dav = XNamespace.Get(DavNames.Dav);
        document.Open(call.Origin + DavPaths.Of(resource));
        if (root?.Element(dav + "propname") is not null)
            document.Add(200, [.. LiveProperties.NamesOf(call, resource)], _ => null);
        else
        {
            var asked = root?.Element(dav + "prop") is { } prop
                ? NamesIn(prop)
                : LiveProperties.NamesOf(call, resource).Concat(root?.Element(dav + "include") is { } more ? NamesIn(more) : []);
            // A response needs one propstat at least, also when nothing was asked for.
            var names = asked.Distinct().ToLookup(name => LiveProperties.Find(call, resource, name) is not null);
            document.Add(200, [.. names[true]], name => LiveProperties.Find(call, resource, name), evenIfEmpty: !names[false].Any());
            document.Add(404, [.. names[false]], _ => null);
        }
        document.Close();
    }

    static IEnumerable<PropertyName> NamesIn(XElement list) =>
        list.Elements().Select(e => new PropertyName(e.Name.NamespaceName, e.Name.LocalName));
}
