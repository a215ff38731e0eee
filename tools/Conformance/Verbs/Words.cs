using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary>Arguments that take any number of words.</summary>
static class Words
{
    /// <summary>Refuses words that look like flags: the argument would swallow a mistyped flag, and then select nothing.</summary>
    public static Argument<string[]> WithoutFlags(Argument<string[]> words)
    {
        words.Validators.Add(result =>
        {
            foreach (var flag in result.Tokens.Where(t => t.Value.StartsWith('-')))
                result.AddError($"there is no flag {flag.Value}");
        });
        return words;
    }
}
