using Conformance.Harness.Targets;
using Conformance.Harness.Wire.Authentication;

namespace Conformance.Harness.Running;

/// <summary>A principal of presence, one account of the target; its text is the path of its node.</summary>
/// <param name="Account">Whom it logs on as.</param>
/// <param name="Uri">The logical URL.</param>
/// <param name="Proof">How it answers a challenge where accounts of the target do otherwise; null where they do as the target file says.</param>
public sealed record PrincipalValue(AccountValue Account, Uri Uri, LogOnProof? Proof) : IValue
{
    /// <summary>Presence has no log-on by Basic: a principal claims who it is, and answers a challenge by Digest.</summary>
    /// <param name="node">Where its node is.</param>
    public static PrincipalValue Of(Account account, AuthenticationKind kind, Uri node)
    {
        var hasOwn = kind is AuthenticationKind.None or AuthenticationKind.Basic or AuthenticationKind.Forms;
        var nonces = 0;
        return new PrincipalValue(
            hasOwn ? new AccountValue(account.User, "", account) : AccountValue.Of(account, kind),
            node,
            hasOwn
                ? new LogOnProof(new DigestAuthenticator(
                    account.MailboxName, account.Password?.Reveal() ?? "", () => $"{Interlocked.Increment(ref nonces):x16}"), "")
                : null);
    }

    /// <summary>The name under which it speaks while it is being made, when the file's own name does not stand for it yet.</summary>
    public string Maker { get; init; } = "";

    public string Text => Uri.AbsolutePath;

    public bool IsResource => true;

    public string? Attribute(string name) => name switch
    {
        "id" => Account.Name,
        "path" => Text,
        "uri" => Uri.AbsoluteUri,
        "host" => Uri.Authority,
        _ => null,
    };
}
