using Conformance.Engine.Storage;

namespace Conformance.Engine.Accounts;

/// <summary>Who may read and write what. An entry holds for its resource and for all below it that has no entry of its own.</summary>
/// <remarks>An entry for an account goes before one for everybody on the same resource. Not thread-safe.</remarks>
public sealed class AccessList
{
    /// <summary>Stands for every account without an entry of its own.</summary>
    public const string Everybody = "*";

    readonly Dictionary<(long Resource, string Account), Rights> entries = new(new KeyComparer());

    public void Set(Resource resource, string account, Rights rights) => entries[(resource.Id, account)] = rights;

    public Rights Of(Resource resource, string account)
    {
        for (var at = resource; at is not null; at = at.Parent)
            if (entries.TryGetValue((at.Id, account), out var rights)
                || entries.TryGetValue((at.Id, Everybody), out rights))
                return rights;
        return Rights.None;
    }

    sealed class KeyComparer : IEqualityComparer<(long Resource, string Account)>
    {
        public bool Equals((long Resource, string Account) x, (long Resource, string Account) y) =>
            x.Resource == y.Resource && string.Equals(x.Account, y.Account, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((long Resource, string Account) key) =>
            HashCode.Combine(key.Resource, StringComparer.OrdinalIgnoreCase.GetHashCode(key.Account));
    }
}
