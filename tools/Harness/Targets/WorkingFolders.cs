using System.Security.Cryptography;

namespace Conformance.Harness.Targets;

/// <summary>Names the folder that each scenario of a run works in, below a root of the target.</summary>
/// <remarks>
/// On a foreign target the name holds 64 random bits of the run: it meets nothing of the user's and no other run, and cannot be
/// guessed. On the bundled server every world is fresh, so the token is constant and reruns are byte-equal.
/// </remarks>
public sealed class WorkingFolders(string token)
{
    /// <summary>What the names of one run have in common.</summary>
    public string Token => token;

    /// <summary>Starts every name, so that a folder left behind by a killed run is recognised.</summary>
    public const string Prefix = "conformance-";

    public static WorkingFolders For(Target target) =>
        new(target.IsReference ? "run" : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));

    /// <summary>The folder of one run of one scenario; order of calls and parallel jobs change nothing.</summary>
    /// <param name="root">An absolute URI with a final slash.</param>
    /// <param name="run">Which row and repetition of the file, from 0.</param>
    public Uri For(Uri root, string scenario, int run) =>
        new(root, $"{Prefix}{token}-{Slug(scenario)}{(run == 0 ? "" : $"-{run}")}/");

    static string Slug(string id) =>
        string.Concat(id.Take(80).Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' ? c : '-'));
}
