using System.Xml.Linq;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav.Batch;

/// <summary>One resource that a batch acts on.</summary>
/// <param name="Href">By which answers name it: its full URL, or what the client wrote when that leads nowhere.</param>
/// <param name="Path">Decoded; null when the href leads nowhere on this server.</param>
/// <param name="Destination">Where it is to go, when the batch says so for this target alone.</param>
readonly record struct BatchTarget(string Href, string? Path, UrlReference? Destination)
{
    /// <summary>What is there, when it lies below the collection that the request is sent to.</summary>
    public Resource? Find(WorldCall call, Resource collection) =>
        Path is not null && PermanentUrl.Resolve(call.World.Store, Path) is { } found && found != collection && collection.Holds(found)
            ? found
            : null;
}

/// <summary>Reads the targets of a batch. Source: Exchange SDK, "target Element", "BMOVE Method".</summary>
/// <remarks>
/// <code>
/// target = 1*href / ( href dest )
/// </code>
/// An href may be relative to the collection that the request is sent to.
/// </remarks>
static class BatchTargets
{
    static readonly XNamespace dav = DavNames.Dav;

    /// <summary>Null for no target, an empty one, or one whose destination belongs to no single resource.</summary>
    public static IReadOnlyList<BatchTarget>? Read(WorldCall call, XElement root)
    {
        var targets = new List<BatchTarget>();
        foreach (var target in root.Elements(dav + "target"))
        {
            var hrefs = target.Elements(dav + "href").Select(href => href.Value.Trim()).ToArray();
            var destinations = target.Elements(dav + "dest").Select(dest => dest.Value.Trim()).ToArray();
            if (hrefs.Length == 0 || destinations.Length > 1 || (destinations.Length == 1 && hrefs.Length > 1))
                return null;
            UrlReference? destination = destinations.Length == 0 ? null : Resolve(call, destinations[0]) ?? new UrlReference(null);
            targets.AddRange(hrefs.Select(href => Resolve(call, href)?.Path is { } path
                ? new BatchTarget(call.Origin + DavPaths.Encode(path, isFolder: false), path, destination)
                : new BatchTarget(href, null, destination)));
        }
        return targets.Count == 0 ? null : targets;
    }

    static UrlReference? Resolve(WorldCall call, string text)
    {
        var collection = call.Origin + DavPaths.Encode(call.Path, isFolder: true);
        return Uri.TryCreate(collection, UriKind.Absolute, out var around) && Uri.TryCreate(around, text, out var uri)
            ? UrlReference.Read(call, uri.AbsoluteUri)
            : null;
    }
}
