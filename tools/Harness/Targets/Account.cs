namespace Conformance.Harness.Targets;

/// <summary>Someone who can log on to the target.</summary>
/// <param name="Role">alice, bob or powerless: the actor of a scenario who uses it.</param>
/// <param name="User">As logged on with; a domain may stand in front, <c>DOMAIN\user</c>.</param>
/// <param name="Password">For bearer authentication the token; null when none is needed.</param>
public sealed record Account(string Role, string User, Secret? Password)
{
    public const string First = "alice";
    public const string Second = "bob";

    /// <summary>May log on and may read nothing of the others.</summary>
    public const string Powerless = "powerless";

    public static readonly string[] Roles = [First, Second, Powerless];

    /// <summary>The name without its domain: what <c>{user}</c> in a face root stands for.</summary>
    public string MailboxName => User[(User.LastIndexOf('\\') + 1)..].Split('@')[0];
}

public enum AuthenticationKind
{
    None,
    Basic,
    Digest,
    Ntlm,
    Negotiate,
    Bearer,
    Certificate,
    Forms,

    /// <summary>A header of the target file carries it.</summary>
    Header,
}

/// <summary>How accounts log on.</summary>
/// <param name="Form">With <see cref="AuthenticationKind.Forms"/>, else null.</param>
/// <param name="Certificate">With <see cref="AuthenticationKind.Certificate"/>, else null.</param>
public sealed record Authentication(AuthenticationKind Kind, LogOnForm? Form = null, ClientCertificate? Certificate = null);

/// <summary>A form whose answer sets the cookie that later requests carry.</summary>
/// <param name="Fields">Further fields of the form as <c>name=value&amp;name=value</c>; empty for none.</param>
public sealed record LogOnForm(string Path, string UserField, string PasswordField, string Fields);

/// <param name="File">PFX, or PEM with certificate and key.</param>
public sealed record ClientCertificate(string File, Secret? Password);
