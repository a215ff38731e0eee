using System.Text.RegularExpressions;

namespace Conformance.Harness.Proof;

/// <summary>Other texts for an element or attribute: near the recorded one, and far from it.</summary>
static partial class TextMutations
{
    static readonly string[] statuses = ["200", "204", "207", "404", "412", "418", "500"];
    static readonly string[] changeTypes = ["new", "change", "delete"];

    public static IEnumerable<string> Of(string text)
    {
        if (StatusLine().Match(text) is { Success: true } line)
            return statuses.Where(status => status != line.Groups[2].Value).Select(status => $"{line.Groups[1].Value}{status} Mutated");
        string[] near = [text + "x", " " + text + " ", "", "stranger"];
        string[] far = long.TryParse(text, out _) ? ["0", "-1", "99999999999999999999"]
            : changeTypes.Contains(text) ? changeTypes
            : [];
        return near.Concat(far).Where(other => other != text);
    }

    [GeneratedRegex(@"\A(\s*HTTP/\d\.\d\s+)(\d{3})")]
    private static partial Regex StatusLine();
}
