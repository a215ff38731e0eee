using Conformance.Engine;
using Conformance.Engine.Presence;
using Conformance.Engine.Storage;

namespace Conformance.Server.Rvp;

/// <summary>The nodes of a world, and what each begins with: one for every account, and a list that anybody may join.</summary>
static class NodeBeginnings
{
    /// <summary>Whoever has a login subscription on it is a member, and hears what is sent to it.</summary>
    const string List = "/instmsg/lists/everybody";

    /// <summary>Null when there is none of this name.</summary>
    public static PresenceNode? Find(World world, OwnHost own, string path)
    {
        var name = new Principal("", path);
        lock (world.Gate)
        {
            if (path == List)
                return world.Presence.Node(name, () => (Named("Everybody", ""), [ForAll(NodeAccess.Usual | PresenceRights.SubscribeOthers)]));
            return NodeNames.AliasOf(path) is { } alias
                && world.Accounts.FirstOrDefault(a => a.Name.Equals(alias, StringComparison.OrdinalIgnoreCase)) is { } account
                ? world.Presence.Node(name, () => (Named(account.Name, $"{account.Name}@{own.Host.Split(':')[0]}"), [
                    ForAll(NodeAccess.Usual),
                    new(name, own.UrlOf(path), NodeAccess.UsualCredentials, PresenceRights.All, PresenceRights.None),
                ]))
                : null;
        }
    }

    static AccessEntry ForAll(PresenceRights rights) => new(null, "", NodeAccess.UsualCredentials, rights, PresenceRights.None);

    static IEnumerable<KeyValuePair<PropertyName, string>> Named(string name, string email) =>
    [
        new(PresenceProperties.DisplayName, name),
        new(PresenceProperties.Email, email),
        new(PresenceProperties.MobileState, "0"),
        new(PresenceProperties.MobileDescription, ""),
    ];
}
