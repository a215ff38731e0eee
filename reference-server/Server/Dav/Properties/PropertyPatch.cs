using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Properties;

/// <summary>The steps of a PROPPATCH judged: which names are refused, and with what.</summary>
/// <remarks>All are carried out, in their order, or none. Source: RFC 4918, 9.2.</remarks>
sealed class PropertyPatch
{
    readonly IReadOnlyList<PropertyStep> steps;
    readonly Dictionary<PropertyName, int> refused;
    readonly PropertyName[] names;

    PropertyPatch(IReadOnlyList<PropertyStep> steps, Dictionary<PropertyName, int> refused, PropertyName[] names) =>
        (this.steps, this.refused, this.names) = (steps, refused, names);

    public bool IsRefused => refused.Count > 0;

    /// <param name="resource">Null for one that would be made.</param>
    public static PropertyPatch Judge(WorldCall call, Resource? resource, IReadOnlyList<PropertyStep> steps)
    {
        var names = steps.Select(step => step.Name).Distinct().ToArray();
        // 409 is what the SDK has for read-only properties, as RFC 2518, 8.2.1 had; RFC 4918 has 403.
        var refused = names.Where(call.Rules.Dav.IsProtected).ToDictionary(name => name, _ => StatusCodes.Status409Conflict);
        var added = names.Where(name => resource?.Properties.ContainsKey(name) is not true).ToArray();
        if ((resource?.Properties.Count ?? 0) + added.Length > call.World.Limits.PropertiesPerResourceMax)
            foreach (var name in added)
                refused.TryAdd(name, StatusCodes.Status507InsufficientStorage);
        return new PropertyPatch(steps, refused, names);
    }

    public void Apply(WorldCall call, Resource resource)
    {
        var taken = call.Rules.Dav.StepsToTake(steps, refused).ToLookup(step => step.Name == DavNames.Read);
        foreach (var read in taken[true].TakeLast(1))
            call.World.Store.MarkRead(resource, read.Value?.Text is "1" or "true");
        if (taken[false].Any())
            call.World.Store.SetProperties(resource, taken[false].Select(step => KeyValuePair.Create(step.Name, step.Value)));
    }

    /// <summary>Writes a propstat for each status.</summary>
    /// <param name="isBrief">Leaves out what succeeded.</param>
    public void Describe(PropertyMultiStatus document, bool isBrief)
    {
        if (!IsRefused && !isBrief)
            document.AddNames(StatusCodes.Status200OK, names);
        foreach (var group in refused.GroupBy(pair => pair.Value, pair => pair.Key))
            document.AddNames(group.Key, [.. group]);
        if (IsRefused)
            document.AddNames(StatusCodes.Status424FailedDependency, [.. names.Where(name => !refused.ContainsKey(name))]);
    }
}
