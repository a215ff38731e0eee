using System.ComponentModel;
using System.Net;
using System.Net.Security;

namespace Conformance.Harness.Wire.Authentication;

/// <summary>NTLM or Negotiate by the framework; its legs prove a connection, not a request. Source: RFC 4559.</summary>
/// <param name="scheme"><c>NTLM</c> or <c>Negotiate</c>.</param>
/// <param name="domain">Empty for none.</param>
public sealed class NegotiateAuthenticator(string scheme, string user, string password, string domain = "") : IAuthenticator
{
    /// <remarks>The framework brings its own NTLM, but asks for a system library first on most systems that are not Windows.</remarks>
    static NegotiateAuthenticator() => AppContext.SetSwitch("System.Net.Security.UseManagedNtlm", true);

    public IAuthenticationExchange Begin(string host) => new Exchange(this, host);

    public override string ToString() => $"{scheme} as {user}";

    sealed class Exchange(NegotiateAuthenticator owner, string host) : IAuthenticationExchange
    {
        NegotiateAuthentication? handshake;

        /// <remarks>A connection may have been proved before; the challenge says whether it must be.</remarks>
        public Header? First(string method, string target) => null;

        public AuthenticationLeg Next(string method, string target, HttpMessage challenge)
        {
            var offer = Challenge.ReadAll(challenge).FirstOrDefault(c => c.Is(owner.Scheme));
            if (offer is null)
                return AuthenticationLeg.Give($"The target offers no {owner.Scheme}: it asks with '{challenge["WWW-Authenticate"]}'.");
            if (offer.Token.Length == 0 && handshake is not null)
                return AuthenticationLeg.Give($"The target does not accept {owner}: it begins anew instead of going on.");
            try
            {
                handshake ??= owner.NewHandshake(host);
                var token = handshake.GetOutgoingBlob(offer.Token.Length == 0 ? [] : Convert.FromBase64String(offer.Token), out var status);
                return token is not null && IsGoing(status)
                    ? AuthenticationLeg.Send($"{owner.Scheme} {Convert.ToBase64String(token)}")
                    : AuthenticationLeg.Give(owner.Sentence(status));
            }
            catch (FormatException)
            {
                return AuthenticationLeg.Give($"The target's {owner.Scheme} token is no Base64: '{offer.Token}'.");
            }
            catch (Exception cause) when (cause is PlatformNotSupportedException or Win32Exception or DllNotFoundException or TypeInitializationException)
            {
                return AuthenticationLeg.Give($"This machine cannot speak {owner.Scheme}: {cause.Message}");
            }
        }

        public void Dispose() => handshake?.Dispose();

        static bool IsGoing(NegotiateAuthenticationStatusCode status) =>
            status is NegotiateAuthenticationStatusCode.Completed or NegotiateAuthenticationStatusCode.ContinueNeeded;
    }

    string Scheme => scheme;

    string Sentence(NegotiateAuthenticationStatusCode status) => status switch
    {
        NegotiateAuthenticationStatusCode.Unsupported =>
            $"This machine cannot speak {scheme}: its GSS or NTLM library is missing (Debian: gss-ntlmssp).",
        NegotiateAuthenticationStatusCode.InvalidToken => $"The target's {scheme} token cannot be read.",
        _ => $"{this} cannot go on: {status}.",
    };

    NegotiateAuthentication NewHandshake(string host) => new(new NegotiateAuthenticationClientOptions
    {
        Package = scheme,
        Credential = new NetworkCredential(user, password, domain),
        TargetName = $"HTTP/{host}",
        RequiredProtectionLevel = ProtectionLevel.None,
    });
}
