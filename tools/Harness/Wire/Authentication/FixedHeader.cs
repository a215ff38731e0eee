using System.Text;

namespace Conformance.Harness.Wire.Authentication;

/// <summary>Authentication by one header that is always the same: Basic, Bearer, a free header, a session's cookie.</summary>
public sealed class FixedHeader : IAuthenticator, IAuthenticationExchange
{
    readonly string kind;
    readonly Header header;

    FixedHeader(string kind, Header header) => (this.kind, this.header) = (kind, header);

    /// <summary>User name and password in UTF-8, sent before any challenge. Source: RFC 7617.</summary>
    /// <exception cref="ArgumentException">The user name holds a colon.</exception>
    public static FixedHeader Basic(string user, string password) => user.Contains(':')
        ? throw new ArgumentException("A user name with a colon cannot be sent with Basic.", nameof(user))
        : new($"Basic as {user}", new(
            "Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}"));

    /// <summary>Source: RFC 6750.</summary>
    public static FixedHeader Bearer(string token) => new("Bearer", new("Authorization", $"Bearer {token}"));

    /// <summary>Any header that the target asks for.</summary>
    public static FixedHeader Free(string name, string value) => new($"the header {name}", new(name, value));

    internal static FixedHeader Cookie(string value, string user) => new($"forms log-on as {user}", new("Cookie", value));

    public IAuthenticationExchange Begin(string host) => this;

    public Header? First(string method, string target) => header;

    public AuthenticationLeg Next(string method, string target, HttpMessage challenge) =>
        AuthenticationLeg.Give($"The target does not accept {kind}: it asks again with '{challenge["WWW-Authenticate"]}'.");

    public void Dispose()
    {
        // Nothing is held: the same header serves every request.
    }

    public override string ToString() => kind;
}
