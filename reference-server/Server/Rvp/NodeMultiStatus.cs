using System.Text;
using Conformance.Engine.Presence;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;

namespace Conformance.Server.Rvp;

/// <summary>Writes the 207 about one node: its properties by status.</summary>
static class NodeMultiStatus
{
    /// <summary>What the caller may see of some properties; 401 for what he may not, 404 for what is not there.</summary>
    public static StringBuilder Of(RvpCall call, IEnumerable<PropertyName> asked)
    {
        var rights = call.Rights;
        var found = new List<(int Status, string Markup)>();
        lock (call.World.Gate)
            foreach (var name in asked.Distinct())
                if ((rights & PresenceService.RightFor(name)) == 0)
                    found.Add((401, RvpXml.Empty(name)));
                else if (name == PresenceProperties.State)
                    found.Add((200, RvpXml.Property(name, call.World.Presence.StateOf(call.Node))));
                else
                    found.Add(call.Node.Properties.TryGetValue(name, out var value)
                        ? (200, RvpXml.Property(name, value))
                        : (404, RvpXml.Empty(name)));
        return Of(call, found);
    }

    /// <summary>One response for the node, and in it one propstat for each status.</summary>
    /// <param name="properties">Status and markup of each.</param>
    public static StringBuilder Of(RvpCall call, IReadOnlyCollection<(int Status, string Markup)> properties)
    {
        var document = RvpXml.Open("d:multistatus").Append("<d:response><d:href>").Append(XmlText.Escape(call.NodeUrl)).Append("</d:href>");
        foreach (var group in properties.GroupBy(p => p.Status).OrderBy(g => g.Key))
        {
            document.Append("<d:propstat><d:prop>");
            foreach (var (_, markup) in group)
                document.Append(markup);
            document.Append("</d:prop><d:status>").Append(LineOf(group.Key)).Append("</d:status></d:propstat>");
        }
        return document.Append("</d:response></d:multistatus>");
    }

    static string LineOf(int status) => status switch
    {
        200 => "HTTP/1.1 200 Successful",
        401 => "HTTP/1.1 401 Access Denied",
        503 => "HTTP/1.1 503 Service Unavailable",
        _ => StatusLines.Of(status),
    };
}
