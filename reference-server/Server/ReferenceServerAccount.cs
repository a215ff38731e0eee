namespace Conformance.Server;

/// <summary>Someone who can log on to the server; the password is documented and guards nothing.</summary>
public sealed record ReferenceServerAccount(string Name, string Password);
