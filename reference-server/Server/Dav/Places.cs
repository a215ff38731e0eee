using Conformance.Engine;
using Conformance.Engine.Storage;

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

    /// <summary>The roots and the well-known folders of a mailbox, which stay where they are.</summary>
    public static bool IsFixed(Resource resource) =>
        resource.Parent is null
        || resource.Parent.Parent is null
        || resource.ContentClass == ContentClasses.Mailbox
        || resource.Path.Equals($"/{Population.Public}/{Population.Subtest}", StringComparison.OrdinalIgnoreCase)
        || (resource.IsFolder && resource.Parent.ContentClass == ContentClasses.Mailbox
            && Population.WellKnownFolders.Contains(resource.Name));
}
