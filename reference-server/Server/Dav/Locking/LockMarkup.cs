using System.Globalization;
using System.Text;
using Conformance.Engine.Locks;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav.Locking;

/// <summary>Locks as XML. Prefix <c>a</c> stands for DAV:. Source: RFC 4918, 14.1, 15.8 and 15.10.</summary>
static class LockMarkup
{
    /// <summary>Content of <c>supportedlock</c>: the same for every resource.</summary>
    public static string Supported { get; } = string.Concat(
        new[] { LockScope.Exclusive, LockScope.Shared }.Select(scope =>
            $"<a:lockentry><a:lockscope><a:{WordOf(scope)}/></a:lockscope><a:locktype><a:write/></a:locktype></a:lockentry>"));

    /// <summary>Content of <c>lockdiscovery</c>: one <c>activelock</c> for each lock that covers a resource.</summary>
    public static string Discovery(WorldCall call, Resource resource)
    {
        var xml = new StringBuilder();
        foreach (var held in call.World.Locks.Covering(resource))
            xml.Append("<a:activelock><a:locktype><a:write/></a:locktype><a:lockscope><a:").Append(WordOf(held.Scope))
                .Append("/></a:lockscope><a:depth>").Append(held.IsDeep ? "infinity" : "0").Append("</a:depth>")
                .Append(held.Owner)
                .Append("<a:timeout>Second-").Append(SecondsLeft(call, held)).Append("</a:timeout><a:locktoken><a:href>")
                .Append(LockTokens.Of(held)).Append("</a:href></a:locktoken><a:lockroot><a:href>")
                .Append(XmlText.Escape(call.Origin + DavPaths.Of(held.Root))).Append("</a:href></a:lockroot></a:activelock>");
        return xml.ToString();
    }

    static string WordOf(LockScope scope) => scope == LockScope.Exclusive ? "exclusive" : "shared";

    static string SecondsLeft(WorldCall call, WriteLock held) =>
        ((long)Math.Ceiling((held.Lease.ExpiresAt - call.World.Now).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
