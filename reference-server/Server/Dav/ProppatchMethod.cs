using System.Xml.Linq;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>PROPPATCH: sets and removes properties, all or none, in the order of the document. Source: RFC 4918, 9.2.</summary>
/// <remarks>207 with 200 for each, or 403 for protected ones and 424 for the rest; 400; 403; 404; 412; 413.</remarks>
static class ProppatchMethod
{
    public static async Task Answer(WorldCall call)
    {
        var (root, refusal) = await XmlRequest.ReadAsync(call);
        if (refusal is not null || root is null)
        {
            await call.AnswerAsync(refusal ?? StatusCodes.Status400BadRequest);
            return;
        }
        Task answer;
        lock (call.World.Gate)
            answer = Patch(call, root);
        await answer;
    }

    static Task Patch(WorldCall call, XElement root)
    {
        var dav = XNamespace.Get(DavNames.Dav);
        var steps = root.Elements().Where(e => e.Name == dav + "set" || e.Name == dav + "remove").ToArray();
        if (root.Name != dav + "propertyupdate" || steps.Length == 0 || steps.Any(s => s.Elements(dav + "prop").Count() != 1))
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } resource)
            return call.AnswerAsync(StatusCodes.Status404NotFound);
        if (!call.May(resource, Rights.Write))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (Entity.Judge(call, resource) is { } refusal)
            return call.AnswerAsync(refusal);

        var changes = new Dictionary<PropertyName, PropertyValue?>();
        foreach (var step in steps)
            foreach (var property in step.Element(dav + "prop")!.Elements())
                changes[NameOf(property)] = step.Name == dav + "set" ? ValueOf(property) : null;
        var refused = changes.Keys.Where(LiveProperties.IsProtected).ToHashSet();
        if (resource.Properties.Count + changes.Count > call.World.Limits.PropertiesPerResourceMax)
            refused.UnionWith(changes.Keys.Where(name => !resource.Properties.ContainsKey(name)));
        if (refused.Count == 0)
            Apply(call.World.Store, resource, changes);

        var document = new PropertyMultiStatus();
        document.Open(call.Origin + DavPaths.Of(resource));
        document.Add(200, refused.Count == 0 ? [.. changes.Keys] : [], _ => null);
        document.Add(403, refused, _ => null);
        document.Add(424, refused.Count == 0 ? [] : [.. changes.Keys.Except(refused)], _ => null);
        document.Close();
        return document.AnswerAsync(call);
    }

    static void Apply(Store store, Resource resource, Dictionary<PropertyName, PropertyValue?> changes)
    {
        if (changes.TryGetValue(LiveProperties.Read, out var read))
            store.MarkRead(resource, read?.Text is "1" or "true");
        var others = changes.Where(c => c.Key != LiveProperties.Read).ToArray();
        if (others.Length > 0)
            store.SetProperties(resource, others);
    }

    static PropertyName NameOf(XElement property) => new(property.Name.NamespaceName, property.Name.LocalName);

    /// <summary>Plain text is kept as text; what has markup or attributes is kept as it came.</summary>
    static PropertyValue ValueOf(XElement property) =>
        property.HasElements || property.Attributes().Any(a => !a.IsNamespaceDeclaration)
            ? PropertyValue.OfFragment(property.ToString(SaveOptions.DisableFormatting))
            : PropertyValue.OfText(property.Value);
}
