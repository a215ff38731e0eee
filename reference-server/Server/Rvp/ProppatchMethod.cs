using System.Xml.Linq;
using Conformance.Engine.Presence;
using Conformance.Engine.Storage;
using Conformance.Protocol;
using Conformance.Server.Dav;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>PROPPATCH: sets the state of one client, or other properties. Source: RVP draft 5.5.</summary>
/// <remarks>Each property has a status of its own, since a node may decline any; what is declined is as it was.</remarks>
static class ProppatchMethod
{
    public static async Task AnswerAsync(RvpCall call)
    {
        var (root, refusal) = await XmlRequest.ReadAsync(call.Http);
        if (refusal is { } status)
            await call.AnswerAsync(status);
        else if (!call.May(PresenceRights.Write))
            await call.RefuseAsync();
        else if (root is null || root.Name != RvpXmlNames.Propertyupdate
            || root.Elements().Where(e => e.Name == RvpXmlNames.Set || e.Name == RvpXmlNames.Remove)
                .Select(e => (e.Name == RvpXmlNames.Set, e.Elements(RvpXmlNames.Prop).Elements()))
                .SelectMany(e => e.Item2.Select(property => (IsSet: e.Item1, property))).ToArray() is not { Length: > 0 } wanted
            || wanted.DistinctBy(w => w.property.Name).Count() != wanted.Length)
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
        else
            await call.AnswerAsync(207, NodeMultiStatus.Of(call, Set(call, wanted)));
    }

    static List<(int Status, string Markup)> Set(RvpCall call, (bool IsSet, XElement Property)[] wanted)
    {
        var results = new List<(int, string)>();
        var values = new List<KeyValuePair<PropertyName, string>>();
        StateRequest? state = null;
        foreach (var (isSet, property) in wanted)
        {
            var name = new PropertyName(property.Name.NamespaceName, property.Name.LocalName);
            if (isSet && property.Name == RvpNames.State)
            {
                state = call.Rules.ReadState(property, call.World.Limits);
                if (state is null)
                    results.Add((StatusCodes.Status400BadRequest, RvpXml.Empty(name)));
            }
            else if (isSet && StatusOf(name, property) is var status)
            {
                results.Add((status, RvpXml.Empty(name)));
                if (status == StatusCodes.Status200OK)
                    values.Add(new(name, property.Value.Trim()));
            }
            else
                results.Add((StatusCodes.Status403Forbidden, RvpXml.Empty(name)));
        }
        var outcome = call.World.Presence.Patch(call.Node, values, state);
        if (state is not null)
            results.Add((outcome.Status, outcome.View is { } view ? RvpXml.Leased(view) : RvpXml.Empty(PresenceProperties.State)));
        return results;
    }

    /// <summary>A node has the properties of the draft and no others.</summary>
    static int StatusOf(PropertyName name, XElement property) =>
        !PresenceProperties.All.Contains(name) ? StatusCodes.Status403Forbidden
        : property.HasElements || (name == PresenceProperties.MobileState && property.Value.Trim() is not ("0" or "1"))
            ? StatusCodes.Status400BadRequest
        : StatusCodes.Status200OK;
}
