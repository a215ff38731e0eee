namespace Conformance.Harness.Wire.Authentication;

/// <summary>The one seam of authentication: decides which header proves who we are.</summary>
/// <remarks>One per actor, safe for use by several connections at once. Its text never shows a secret.</remarks>
public interface IAuthenticator
{
    /// <summary>Begins the proof for one request over one connection.</summary>
    /// <param name="host">The target's host name, for schemes that sign it.</param>
    IAuthenticationExchange Begin(string host);
}

/// <summary>The legs of one proof; several legs belong on the same connection.</summary>
public interface IAuthenticationExchange : IDisposable
{
    /// <summary>What to send before any challenge; null to send nothing.</summary>
    Header? First(string method, string target);

    /// <summary>What to send after a 401.</summary>
    AuthenticationLeg Next(string method, string target, HttpMessage challenge);
}

/// <summary>The header of the next leg, or why there is none, a sentence.</summary>
public readonly record struct AuthenticationLeg(Header? Header, string Fault)
{
    public static AuthenticationLeg Send(string authorization) => new(new("Authorization", authorization), "");

    public static AuthenticationLeg Give(string fault) => new(null, fault);

    /// <summary>Without the value, which proves who we are.</summary>
    public override string ToString() => Header is null ? Fault : $"{Header.Name}: ***";
}
