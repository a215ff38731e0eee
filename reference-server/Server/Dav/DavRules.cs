using System.Xml;
using System.Xml.Linq;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Dav.Properties;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>The rules of the ground that the WebDAV faces share, one member each; the default of each is the documented rule.</summary>
/// <remarks>Rules about locks that need no wire stand in the engine: <see cref="Engine.Locks.LockRules"/>.</remarks>
public sealed record DavRules
{
    /// <summary>Opens a body that is to be XML, with what is allowed in it.</summary>
    public Func<Stream, XmlReaderSettings, XmlReader> OpenXml { get; init; } = XmlReader.Create;

    /// <summary>Whether a body of a PROPFIND says what it wants to know.</summary>
    public Func<XElement, bool> IsPropfind { get; init; } = PropfindMethod.IsKnown;

    /// <summary>The Depth header of a PROPFIND, "" when absent, to what is described; null to refuse it. Source: SDK, "Depth Header".</summary>
    public Func<string, PropfindDepth?> ReadDepth { get; init; } = PropfindDepth.Read;

    /// <summary>The members of a folder that somebody is shown, as a listing or as members to describe.</summary>
    public Func<WorldCall, Resource, IEnumerable<Resource>> VisibleMembers { get; init; } = Visible.MembersOf;

    /// <summary>Whether an answer leaves out what the client could know: propstats of 404, and of 200 in a PROPPATCH.</summary>
    /// <remarks>Source: SDK, "Brief Header".</remarks>
    public Func<IHeaderDictionary, bool> IsBrief { get; init; } = headers => Flag.IsTrue(headers["Brief"]);

    /// <summary>Whether an If header holds, where the last argument tells whether a condition of a list is true.</summary>
    public Func<IfHeader, Func<IfList, IfCondition, bool>, bool> Holds { get; init; } = (header, isTrue) =>
        header.Lists.Any(list => list.Conditions.All(condition => isTrue(list, condition)));

    /// <summary>Whether a method minds a state token at all.</summary>
    /// <remarks>A POST names the folder, not what it will make, so tokens of replication say nothing there. Source: SDK, "POST Method".</remarks>
    public Func<string, string, bool> Heeds { get; init; } = (method, token) =>
        !HttpMethods.IsPost(method) || !ReplTokens.IsOne(token);

    /// <summary>Whether a state token is that of a path, and of the resource that is there, if any.</summary>
    public Func<WorldCall, string, Resource?, string, bool> IsInForce { get; init; } = (call, path, resource, token) =>
        LockTokens.TryRead(token, out var id)
            ? LockGuard.Find(call, path, resource, id) is not null
            : resource is not null && ReplTokens.Matches(token, resource);

    /// <summary>Whether an entity tag of an If header is that of a resource.</summary>
    public Func<string, Resource, bool> IsEntity { get; init; } = (tag, resource) => tag == Entity.TagOf(resource);

    /// <summary>Whether If-Match or If-None-Match names what is there; null for nothing.</summary>
    public Func<string, Resource?, bool> IsNamedIn { get; init; } = Entity.IsNamedIn;

    /// <summary>Overwrite, "" when absent, to whether what is at the destination may go; null to refuse it.</summary>
    public Func<string, bool?> ReadOverwrite { get; init; } = text => text switch
    {
        "" or "T" or "t" => true,
        "F" or "f" => false,
        _ => null,
    };

    /// <summary>Reads a Destination: an absolute URI, or a path as Exchange's examples have it; null to refuse it.</summary>
    internal Func<WorldCall, string, UrlReference?> ReadDestination { get; init; } = UrlReference.Read;

    /// <summary>Whether a copy takes a member along, where the last argument says that Depth is 0.</summary>
    public Func<Resource, bool, bool> TakesAlong { get; init; } = (_, isShallow) => !isShallow;

    /// <summary>Makes a resource like another at a new place, with those below it that the last argument names.</summary>
    internal Func<Store, Resource, NewPlace, Func<Resource, bool>, Resource> Copy { get; init; } =
        (store, source, place, includes) => store.Copy(source, place.Folder, place.Name, includes);

    /// <summary>Whether a client can set or remove a property.</summary>
    public Func<PropertyName, bool> IsProtected { get; init; } = LiveProperties.IsProtected;

    /// <summary>The steps of a PROPPATCH that are carried out, from all of them and the names that are refused: all or none.</summary>
    public Func<IReadOnlyList<PropertyStep>, IReadOnlyDictionary<PropertyName, int>, IEnumerable<PropertyStep>> StepsToTake { get; init; } =
        (steps, refused) => refused.Count == 0 ? steps : [];

    /// <summary>Whether a PROPPATCH makes what is not there.</summary>
    public Func<bool> CreatesByProppatch { get; init; } = () => true;

    /// <summary>What is kept of an uploaded body of some type.</summary>
    internal Func<byte[], string?, KeptBody> Keep { get; init; } = KeptBody.Of;

    /// <summary>The text of a Timeout header to asked seconds; null for none.</summary>
    public Func<string, long?> ReadTimeout { get; init; } = TimeoutHeader.Read;

    /// <summary>The tokens that a request shows, by which it may write what they lock.</summary>
    public Func<IfHeader, IEnumerable<string>> ShownTokens { get; init; } = header => header.Tokens;

    /// <summary>A free name in a folder like the one that was asked for.</summary>
    public Func<Resource, string, string> FreeName { get; init; } = FreeNames.Like;

    /// <summary>What the server computes of a resource for its readers.</summary>
    internal LiveRules Live { get; init; } = new();
}
