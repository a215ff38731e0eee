using Conformance.Engine.Storage;

namespace Conformance.Engine.Accounts;

/// <summary>Who may read and write what. An entry holds for its resource and for all below it that has no entry of its own.</summary>
/// <remarks>An entry for an account goes before one for everybody on the same resource. Not thread-safe.</remarks>
public sealed class AccessList
{
    /// <summary>Stands for every account without an entry of its own.</summary>
    public const string Everybody = "*";

    // Most resources have no entry of their own, so a look upwards asks for the resource first and for the name only there.
    readonly Dictionary<long, Dictionary<string, Rights>> entries = [];

    public void Set(Resource resource, string account, Rights rights)
    {
        if (!entries.TryGetValue(resource.Id, out var here))
            entries.Add(resource.Id, here = new(StringComparer.OrdinalIgnoreCase));
        here[account] = rights;
    }

    public Rights Of(Resource resource, string account)
    {
        for (var at = resource; at is not null; at = at.Parent)
            if (entries.TryGetValue(at.Id, out var here)
                && (here.TryGetValue(account, out var rights) || here.TryGetValue(Everybody, out rights)))
                return rights;
        return Rights.None;
    }
}
