using Conformance.Engine.Storage;

namespace Conformance.Server.Dav.Conditions;

/// <summary>Entity tags. Source: RFC 9110, 8.8.3.</summary>
static class Entity
{
    /// <summary>Changes with each change of the resource.</summary>
    public static string TagOf(Resource resource) => $"\"{resource.Id:x}-{resource.ChangeNumber:x}\"";

    /// <summary>Whether a list of entity tags, or <c>*</c>, names what is there; nothing names what is not there.</summary>
    public static bool IsNamedIn(string list, Resource? resource)
    {
        if (resource is null)
            return false;
        var tag = TagOf(resource);
        foreach (var item in list.AsSpan().Split(','))
            if (list.AsSpan(item).Trim() is var one && (one is "*" || one.SequenceEqual(tag)))
                return true;
        return false;
    }
}
