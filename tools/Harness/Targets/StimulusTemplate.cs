using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Conformance.Harness.Targets;

/// <summary>Hook addresses and commands with <c>{name}</c> where a value of the event goes.</summary>
public static partial class StimulusTemplate
{
    /// <summary>What may stand in braces: the action (create, change, mail...), the path it is about, where to, by whom, with what.</summary>
    public static readonly ImmutableArray<string> Names = ["action", "path", "url", "to", "user", "subject", "body"];

    /// <summary>The first name in braces that does not exist, or null.</summary>
    public static string? Unknown(string template) =>
        Hole().Matches(template).Select(m => m.Groups[1].Value).FirstOrDefault(name => !Names.Contains(name));

    /// <summary>The template with values put in; a name without a value becomes empty.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string> encode) =>
        Hole().Replace(template, m => encode(values.GetValueOrDefault(m.Groups[1].Value, "")));

    /// <summary>A command line as arguments: split at blanks, double quotes keep blanks together.</summary>
    public static ImmutableArray<string> Split(string command)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        var argument = new StringBuilder();
        var (quoted, started) = (false, false);
        foreach (var c in command)
        {
            if (c == '"')
                (quoted, started) = (!quoted, true);
            else if (c != ' ' || quoted)
                (_, started) = (argument.Append(c), true);
            else if (started)
                started = Add();
        }
        if (started)
            Add();
        return arguments.ToImmutable();

        bool Add()
        {
            arguments.Add(argument.ToString());
            argument.Clear();
            return false;
        }
    }

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Hole();
}
