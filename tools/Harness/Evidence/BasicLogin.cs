using System.Text;

namespace Conformance.Harness.Evidence;

/// <summary>The Authorization value of a Basic log-on, as sent and as evidence shows it.</summary>
static class BasicLogin
{
    const string Scheme = "Basic ";
    const string Hidden = ":" + Redaction.Stars;

    /// <summary><c>Basic dXNlcjA6dXNlcjA=</c>.</summary>
    public static string Value(string user, string password) =>
        Scheme + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary><c>Basic user0:***</c>; no base64 holds a colon or a star, so it is never mistaken for a real value.</summary>
    public static string Starred(string user) => Scheme + user + Hidden;

    /// <summary>The user of a starred log-on; null when the value is something else.</summary>
    public static string? UserOf(string value) =>
        value.StartsWith(Scheme, StringComparison.Ordinal) && value.EndsWith(Hidden, StringComparison.Ordinal)
        && value.Length > Scheme.Length + Hidden.Length
            ? value[Scheme.Length..^Hidden.Length]
            : null;
}
