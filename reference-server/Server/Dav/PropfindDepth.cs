using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>How far down a PROPFIND describes, and whether with the folder itself.</summary>
/// <param name="Levels">0, 1, or <see cref="Unbounded"/>.</param>
/// <remarks>
/// <code>Depth = "0" / "1" / "1,noroot" / "infinity" / "infinity,noroot"</code>
/// Absent means infinity. Source: RFC 4918, 9.1; Exchange SDK, "Depth Header".
/// </remarks>
public readonly record struct PropfindDepth(int Levels, bool HasRoot)
{
    public const int Unbounded = int.MaxValue;

    public static PropfindDepth? Read(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "0" => new(0, true),
        "1" => new(1, true),
        "1,noroot" => new(1, false),
        "" or "infinity" => new(Unbounded, true),
        "infinity,noroot" => new(Unbounded, false),
        _ => null,
    };

    /// <summary>The resources in reach, each folder before its members; null when a walk of all levels finds too many.</summary>
    public List<Resource>? Reach(WorldCall call, Resource root)
    {
        var reached = new List<Resource>();
        if (HasRoot)
            reached.Add(root);
        if (Levels == 0)
            return reached;
        var ahead = new Stack<Resource>(call.Rules.Dav.VisibleMembers(call, root).Reverse());
        while (ahead.TryPop(out var next))
        {
            if (Levels == Unbounded && reached.Count >= call.World.Limits.DeepResponsesMax)
                return null;
            reached.Add(next);
            if (Levels == Unbounded)
                foreach (var member in call.Rules.Dav.VisibleMembers(call, next).Reverse())
                    ahead.Push(member);
        }
        return reached;
    }
}
