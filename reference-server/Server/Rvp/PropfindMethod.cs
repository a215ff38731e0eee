using System.Xml.Linq;
using Conformance.Engine.Presence;
using Conformance.Engine.Storage;
using Conformance.Protocol;
using Conformance.Server.Dav;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>PROPFIND: properties of the node alone, so the depth is 0 and has to be said. Source: RVP draft 5.4.</summary>
static class PropfindMethod
{
    public static async Task AnswerAsync(RvpCall call)
    {
        if (!RvpHeaders.TrySingle(call.Headers, HeaderNames.Depth, out var depth) || depth != "0")
        {
            await call.AnswerAsync(StatusCodes.Status412PreconditionFailed);
            return;
        }
        var (root, refusal) = await XmlRequest.ReadAsync(call.Http);
        if (refusal is { } status)
            await call.AnswerAsync(status);
        else if (root is null || root.Name != RvpXmlNames.Propfind)
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
        else if (root.Element(RvpXmlNames.Propname) is not null)
            await (call.May(PresenceRights.List)
                ? call.AnswerAsync(207, NodeMultiStatus.Of(call, [.. Names(call).Select(name => (200, RvpXml.Empty(name)))]))
                : call.RefuseAsync());
        else if (Asked(call, root) is not { Length: > 0 } asked)
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
        else if (asked.All(name => !call.May(PresenceService.RightFor(name))))
            await call.RefuseAsync();
        else
            await call.AnswerAsync(207, NodeMultiStatus.Of(call, asked));
    }

    static PropertyName[] Asked(RvpCall call, XElement root) =>
        root.Element(RvpXmlNames.Allprop) is not null
            ? Names(call)
            : [.. root.Elements(RvpXmlNames.Prop).Elements().Select(e => new PropertyName(e.Name.NamespaceName, e.Name.LocalName))];

    static PropertyName[] Names(RvpCall call)
    {
        lock (call.World.Gate)
            return [.. PresenceProperties.All.Concat(call.Node.Properties.Keys).Distinct()];
    }
}
