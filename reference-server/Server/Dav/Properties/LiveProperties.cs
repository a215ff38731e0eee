using System.Collections.Frozen;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav.Properties;

/// <summary>The properties that the server computes, and all properties of a resource together.</summary>
/// <remarks>Some of the computed ones are only a beginning: what a client sets goes before them.</remarks>
static class LiveProperties
{
    /// <summary>In the order in which an answer tells them: the same in each run, which the dictionary would not keep.</summary>
    static readonly LiveProperty[] inOrder = [.. RfcProperties.All, .. ExchangeProperties.All];

    static readonly FrozenDictionary<PropertyName, LiveProperty> all = inOrder.ToFrozenDictionary(p => p.Name);

    public static bool IsProtected(PropertyName name) =>
        all.TryGetValue(DavNames.Canonical(name), out var live) && live.IsProtected;

    public static IEnumerable<PropertyName> NamesOf(WorldCall call, Resource resource) =>
        inOrder.Where(p => !resource.Properties.ContainsKey(p.Name) && p.Compute(call, resource) is not null).Select(p => p.Name)
            .Concat(resource.Properties.Keys);

    /// <summary>Null when the resource has no such property.</summary>
    public static PropertyMarkup? Find(WorldCall call, Resource resource, PropertyName name) =>
        resource.Properties.TryGetValue(name, out var dead) ? PropertyMarkup.Of(dead)
        : all.TryGetValue(DavNames.Canonical(name), out var live) ? live.Compute(call, resource)
        : null;

    /// <summary>As <see cref="Find"/>, with its data type also where the readers of RFC 4918 expect none.</summary>
    public static PropertyMarkup? FindTyped(WorldCall call, Resource resource, PropertyName name)
    {
        if (resource.Properties.TryGetValue(name, out var dead))
            return PropertyMarkup.Of(dead);
        if (!all.TryGetValue(DavNames.Canonical(name), out var live))
            return null;
        return live.Value(call, resource) is { Fragment: null } value ? PropertyMarkup.Of(value) : live.Compute(call, resource);
    }

    /// <summary>Whether the server computes a property of this name.</summary>
    public static bool IsKnown(PropertyName name) => all.ContainsKey(DavNames.Canonical(name));

    /// <summary>What comparisons see; null when the resource has no such property.</summary>
    public static PropertyValue? ValueOf(WorldCall call, Resource resource, PropertyName name) =>
        resource.Properties.TryGetValue(name, out var dead) ? dead
        : all.TryGetValue(DavNames.Canonical(name), out var live) ? live.Value(call, resource)
        : null;
}
