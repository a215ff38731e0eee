using System.Xml.Linq;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Dav.Properties;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>PROPFIND: properties of a resource and of what is below it. Source: RFC 4918, 9.1; Exchange SDK, "PROPFIND Method".</summary>
/// <remarks>
/// 207; 400 malformed; 403 no right, or more below than one answer may describe (with the precondition
/// propfind-finite-depth); 404; 412; 413 a long body, or more names of more resources than one answer may hold. Members that the caller may not read are left out.
/// </remarks>
static class PropfindMethod
{
    static readonly XNamespace dav = DavNames.Dav;

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
        if (DepthOf(call, root) is not { } depth)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } resource)
            return call.AnswerAsync(StatusCodes.Status404NotFound);
        if (!call.May(resource, Rights.Read))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (Preconditions.Refuse(call, resource) is { } refusal)
            return refusal;
        if (depth.Reach(call, resource) is not { } reached)
            return RefuseDepth(call);
        if (AsksTooMuch(call, root, reached.Count))
            return call.AnswerAsync(StatusCodes.Status413PayloadTooLarge);
        var isBrief = call.Rules.Dav.IsBrief(call.Request.Headers);
        var document = new PropertyMultiStatus();
        foreach (var one in reached)
            Describe(call, one, root, document, isBrief);
        FolderLocation.Tell(call, resource);
        return document.AnswerAsync(call);
    }

    /// <summary>How far down a request asks; null when its header or its body cannot be understood.</summary>
    public static PropfindDepth? DepthOf(WorldCall call, XElement? root) =>
        root is null || call.Rules.Dav.IsPropfind(root)
            ? call.Rules.Dav.ReadDepth(call.Request.Headers["Depth"].ToString())
            : null;

    public static Task RefuseDepth(WorldCall call) =>
        XmlAnswer.ErrorAsync(call, StatusCodes.Status403Forbidden, "propfind-finite-depth");

    /// <summary>Whether the names that are listed, of so many resources, are more than one answer may hold.</summary>
    public static bool AsksTooMuch(WorldCall call, XElement? root, int resources) =>
        NamedIn(root) is { } names && (long)names.Length * resources > call.World.Limits.DescribedPropertiesMax;

    /// <summary>One of prop, propname and allprop; include only beside allprop.</summary>
    public static bool IsKnown(XElement root) =>
        root.Name == dav + "propfind"
        && root.Elements().Count(e => e.Name == dav + "prop" || e.Name == dav + "propname" || e.Name == dav + "allprop") == 1;

    /// <summary>Writes the response of one resource.</summary>
    public static void Describe(WorldCall call, Resource resource, XElement? root, PropertyMultiStatus document, bool isBrief)
    {
        document.Open(call.Origin + DavPaths.Of(resource));
        if (root?.Element(dav + "propname") is not null)
            document.AddNames(StatusCodes.Status200OK, [.. LiveProperties.NamesOf(call, resource)]);
        else
            DescribeValues(call, resource, AskedOf(call, resource, root), document, isBrief);
        document.Close();
    }

    static IEnumerable<PropertyName> AskedOf(WorldCall call, Resource resource, XElement? root) =>
        root?.Element(dav + "prop") is { } prop ? NamesIn(prop)
        : root?.Element(dav + "include") is { } more ? LiveProperties.NamesOf(call, resource).Concat(NamesIn(more))
        : LiveProperties.NamesOf(call, resource);

    static void DescribeValues(
        WorldCall call, Resource resource, IEnumerable<PropertyName> asked, PropertyMultiStatus document, bool isBrief)
    {
        var found = new List<(PropertyName, PropertyMarkup)>();
        var missing = new List<PropertyName>();
        foreach (var name in asked.Distinct())
            if (LiveProperties.Find(call, resource, name) is { } markup)
                found.Add((name, markup));
            else
                missing.Add(name);
        // A response needs one propstat at least, also when nothing was asked for or what was asked for is left out.
        if (found.Count > 0 || missing.Count == 0 || isBrief)
            document.AddValues(StatusCodes.Status200OK, found);
        if (!isBrief)
            document.AddNames(StatusCodes.Status404NotFound, missing);
    }

    /// <summary>The names that a request lists, alone or beside all; null when it lists none.</summary>
    static PropertyName[]? NamedIn(XElement? root) =>
        (root?.Element(dav + "prop") ?? root?.Element(dav + "include")) is { } list ? [.. NamesIn(list).Distinct()] : null;

    static IEnumerable<PropertyName> NamesIn(XElement list) => list.Elements().Select(PropertyUpdate.NameOf);
}
