using System.Collections.Immutable;

namespace Conformance.Harness.Targets;

/// <summary>One thing wrong with a target file, a flag or a variable.</summary>
public sealed record SettingsError(Origin Origin, string Message)
{
    public override string ToString() => $"{Origin}: {Message}";
}

/// <summary>The settings cannot be used; all that is wrong is told at once, each error with its place.</summary>
public sealed class SettingsException(ImmutableArray<SettingsError> errors) : Exception(string.Join('\n', errors))
{
    public SettingsException(Origin origin, string message) : this([new SettingsError(origin, message)])
    {
    }

    public ImmutableArray<SettingsError> Errors { get; } = errors;
}
