using Conformance.Engine.Storage;

namespace Conformance.Engine.Searching;

/// <summary>What lies in a scope: folders before what is in them, and members by age.</summary>
public static class Scopes
{
    /// <param name="mayRead">What it denies is left out, with all below it.</param>
    public static IEnumerable<Resource> Reached(SearchScope scope, Func<Resource, bool> mayRead)
    {
        if (scope.Reach == Reach.Members)
            return ByAge(scope.Folder).Where(mayRead);
        return Below(scope.Folder, mayRead).Where(one => one.IsFolder || scope.Reach == Reach.Tree);
    }

    /// <summary>Whether a resource lies in a scope.</summary>
    public static bool Holds(SearchScope scope, Resource resource) => scope.Reach switch
    {
        Reach.Members => resource.Parent == scope.Folder,
        Reach.Tree => resource != scope.Folder && scope.Folder.Holds(resource),
        _ => resource.IsFolder && resource != scope.Folder && scope.Folder.Holds(resource),
    };

    static IEnumerable<Resource> Below(Resource folder, Func<Resource, bool> mayRead)
    {
        var open = new Stack<Resource>(ByAge(folder).Reverse());
        while (open.TryPop(out var next))
        {
            if (!mayRead(next))
                continue;
            yield return next;
            foreach (var member in ByAge(next).Reverse())
                open.Push(member);
        }
    }

    static Resource[] ByAge(Resource folder)
    {
        var members = folder.Members.ToArray();
        Array.Sort(members, (one, other) => one.Id.CompareTo(other.Id));
        return members;
    }
}
