namespace Conformance.Engine.Accounts;

/// <summary>Somebody who can log on; the same name is the mailbox.</summary>
public sealed record Account(string Name, string Password);

/// <summary>What an account may do with a resource.</summary>
[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
}
