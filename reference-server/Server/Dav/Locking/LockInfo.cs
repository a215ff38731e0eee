using System.Xml.Linq;
using Conformance.Engine.Locks;

namespace Conformance.Server.Dav.Locking;

/// <summary>Reads the body of a LOCK. Source: RFC 4918, 14.11.</summary>
/// <remarks><code>lockinfo = lockscope ( exclusive / shared ), locktype ( write ), [ owner ]</code></remarks>
static class LockInfo
{
    static readonly XNamespace dav = DavNames.Dav;

    /// <summary>Request null with a status: 400 for what is no lockinfo, 422 for a scope or type that is not known.</summary>
    public static (LockRequest? Request, int? Refusal) Read(XElement root, bool isDeep, long? askedSeconds)
    {
        if (root.Name != dav + "lockinfo"
            || root.Elements(dav + "lockscope").ToArray() is not [var scope]
            || root.Elements(dav + "locktype").ToArray() is not [var type])
            return (null, 400);
        if (type.Element(dav + "write") is null || (scope.Element(dav + "exclusive") is null) == (scope.Element(dav + "shared") is null))
            return (null, 422);
        return (new LockRequest(
            scope.Element(dav + "exclusive") is null ? LockScope.Shared : LockScope.Exclusive,
            isDeep,
            root.Element(dav + "owner")?.ToString(SaveOptions.DisableFormatting),
            askedSeconds), null);
    }
}
