namespace Conformance.Harness.Targets;

/// <summary>Fetches secrets from where a setting points: the first line of a file, or a variable.</summary>
sealed class SecretReader(Func<string, string?> variable)
{
    public bool IsSet(string name) => variable(name) is { Length: > 0 };

    /// <exception cref="SettingsException">The file cannot be read or its first line is empty.</exception>
    public Secret FromFile(string path, Origin origin)
    {
        var full = FullPath(path, origin);
        try
        {
            using var reader = new StreamReader(full);
            return reader.ReadLine() is { Length: > 0 } line
                ? new Secret(line)
                : throw new SettingsException(origin, $"the first line of {full} is empty; the secret stands there");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(origin, $"the secret cannot be read: {e.Message}");
        }
    }

    /// <exception cref="SettingsException">The variable is not set or empty.</exception>
    public Secret FromVariable(string name, Origin origin) => variable(name) is { Length: > 0 } value
        ? new Secret(value)
        : throw new SettingsException(origin, $"the variable {name} is not set");

    public static string FullPath(string path, Origin origin) =>
        Path.GetFullPath(path, origin.Directory ?? Directory.GetCurrentDirectory());
}
