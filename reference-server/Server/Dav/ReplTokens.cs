using System.Globalization;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>The tokens by which a client keeps copies in step: who a resource is, and in which state.</summary>
/// <remarks>
/// <code>
/// rid: + store, 32 hex + id, 12 hex                             identity; stays when the resource is moved
/// rt:  + the digits of rid + store, 32 hex + change, 12 hex     state; new with each change of body or properties
/// </code>
/// Both are URIs, so they stand in an If header as they are. Renderings of the id and of the change number: nothing is kept.
/// Source: Exchange SDK, "repl-uid Property" and "resourcetag Property".
/// </remarks>
public static class ReplTokens
{
    /// <summary>Identifies the store; the same in each world, since a world's transcript must not depend on its number.</summary>
    const string Store = "5d1c0a7e93b84f26a1e47b60c2f9d835";

    public static string RidOf(Resource resource) => RidOf(resource.Id);

    public static string RidOf(long id) => "rid:" + Digits(id);

    public static string TagOf(Resource resource) => "rt:" + Digits(resource.Id) + Digits(resource.ChangeNumber);

    /// <summary>Of a folder: new with each change of its members. The documents give no form; only equality counts.</summary>
    public static string ContentTagOf(Resource folder) => "ct:" + Digits(folder.Id) + Digits(folder.MembersChangeNumber);

    /// <summary>Whether a state token is one of these, of any resource.</summary>
    public static bool IsOne(string token) =>
        token.StartsWith("rid:", StringComparison.OrdinalIgnoreCase) || token.StartsWith("rt:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a token names the identity or the present state of a resource.</summary>
    public static bool Matches(string token, Resource resource) => token == TagOf(resource) || token == RidOf(resource);

    /// <summary>Tells both in the head of an answer, in angle brackets.</summary>
    public static void Tell(WorldCall call, Resource resource)
    {
        call.Response.Headers["ResourceTag"] = $"<{TagOf(resource)}>";
        call.Response.Headers["Repl-UID"] = $"<{RidOf(resource)}>";
    }

    static string Digits(long number) => Store + number.ToString("x12", CultureInfo.InvariantCulture);
}
