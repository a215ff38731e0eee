namespace Conformance.CommandLine;

/// <summary>The command line cannot be used: one sentence for the user, exit code 2.</summary>
public sealed class UsageException(string message) : Exception(message);
