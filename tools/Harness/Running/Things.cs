using System.Text;
using Conformance.Harness.Targets;

namespace Conformance.Harness.Running;

/// <summary>A folder or item that a set-up or stimulus made or found; its text is its path without a final slash.</summary>
/// <param name="Path">Absolute path, escaped, with a final slash when the resource is a folder.</param>
public sealed record ResourceValue(string Path, Uri BaseUri) : IValue
{
    public string Text => Path.Length > 1 ? Path.TrimEnd('/') : Path;

    public bool IsResource => true;

    public bool IsFolder => Path.EndsWith('/');

    public string? Attribute(string name) => name switch
    {
        "path" => Text,
        "uri" => new Uri(BaseUri, Text).AbsoluteUri,
        "host" => BaseUri.Authority,
        "id" => Id,
        _ => null,
    };

    /// <summary>The id another protocol knows the resource by, such as a ServerId; null when none is known.</summary>
    public string? Id { get; init; }
}

/// <summary>A subscription; its text is its id.</summary>
/// <param name="LifetimeSeconds">Seconds granted.</param>
/// <param name="Place">Where it was made; POLL and UNSUBSCRIBE go to <paramref name="Location"/>.</param>
public sealed record SubscriptionValue(string Id, long LifetimeSeconds, string Place, string Location) : IValue
{
    public string Text => Id;

    public string? Attribute(string name) => name switch
    {
        "id" => Id,
        "lifetime" => LifetimeSeconds.ToString(),
        "path" => Location,
        _ => null,
    };
}

/// <summary>Somebody who may stand before an arrow.</summary>
/// <param name="Name">The name the account logs on with.</param>
/// <param name="Authorization">The value of Authorization a first request carries; empty when the kind needs a challenge.</param>
/// <param name="Account">Where its password comes from.</param>
public sealed record AccountValue(string Name, string Authorization, Account? Account) : IValue
{
    /// <summary>An account of the target; with Basic and Bearer it knows its credentials before any challenge.</summary>
    public static AccountValue Of(Account account, AuthenticationKind kind) => new(account.User, kind switch
    {
        AuthenticationKind.Basic => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.User}:{account.Password?.Reveal()}"))}",
        AuthenticationKind.Bearer => $"Bearer {account.Password?.Reveal()}",
        _ => "",
    }, account);

    public string Text => Name;

    public string? Attribute(string name) => name switch
    {
        "id" => Name,
        "authorization" => Authorization,
        _ => null,
    };
}

/// <summary>The target itself: <c>${target.host}</c>, <c>${target.uri}</c>.</summary>
public sealed record TargetValue(Uri BaseUri) : IValue
{
    public string Text => BaseUri.AbsoluteUri;

    public string? Attribute(string name) => name switch
    {
        "host" => BaseUri.Authority,
        "uri" => BaseUri.AbsoluteUri,
        "path" => BaseUri.AbsolutePath,
        _ => null,
    };
}
