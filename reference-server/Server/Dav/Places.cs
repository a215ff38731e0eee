using Conformance.Engine;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>Where in the tree something is or would be.</summary>
static class Places
{
    /// <summary>Splits a decoded path into the path of the folder and the last name; false for the root.</summary>
    public static bool TrySplit(string path, out string folder, out string name)
    {
        var trimmed = path.TrimEnd('/');
        var slash = trimmed.LastIndexOf('/');
        folder = slash > 0 ? trimmed[..slash] : "/";
        name = trimmed[(slash + 1)..];
        return name.Length > 0;
    }

    /// <summary>Whether requests could reach a new member of a folder, and all that it brings along.</summary>
    /// <param name="tree">What lies below it will lie below the new one; null for nothing.</param>
    /// <remarks>The bound on paths also bounds how deep the store gets, which is walked recursively.</remarks>
    public static bool CanBeNamed(WorldCall call, Resource folder, string name, Resource? tree) =>
        folder.Path.Length + 1 + name.Length + (tree is null ? 0 : LongestBelow(tree)) <= call.World.Limits.PathCharsMax;

    /// <summary>Characters of the longest path below a resource, with its slashes.</summary>
    static int LongestBelow(Resource resource)
    {
        var longest = 0;
        foreach (var member in resource.Members)
            longest = Math.Max(longest, 1 + member.Name.Length + LongestBelow(member));
        return longest;
    }

    /// <summary>The roots and the well-known folders of a mailbox, which stay where they are.</summary>
    public static bool IsFixed(Resource resource) =>
        resource.Parent is null
        || resource.Parent.Parent is null
        || resource.ContentClass == ContentClasses.Mailbox
        || resource.Path.Equals($"/{Population.Public}/{Population.Subtest}", StringComparison.OrdinalIgnoreCase)
        || (resource.IsFolder && resource.Parent.ContentClass == ContentClasses.Mailbox
            && Population.WellKnownFolders.Contains(resource.Name));
}
