using System.CommandLine;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Suggest = Conformance.Harness.Language.Suggest;

namespace Conformance.CommandLine;

/// <summary>Runs one command line and maps every way it can end to a code of <see cref="ExitCode"/>.</summary>
/// <remarks>The parser's own code for a wrong flag and for an exception is 1, which here means non-conformance: neither is used.</remarks>
public static class CommandLineHost
{
    const string DefaultVerb = "run";

    /// <summary>What the library returns when a verb has not ended in time after Ctrl+C or SIGTERM.</summary>
    const int ForcedByInterrupt = 130;
    const int ForcedByTermination = 143;

    public static async Task<int> RunAsync(string[] args, IReadOnlyList<Verb> verbs, TextWriter output, TextWriter error)
    {
        try
        {
            var parsed = Parse(args, verbs);
            if (parsed.Errors.Count > 0)
            {
                foreach (var message in Errors(parsed))
                    error.WriteLine($"conformance: {message}");
                error.WriteLine("'conformance --help' lists the verbs, 'conformance VERB --help' the flags of one.");
                return ExitCode.Usage;
            }
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
                Output = output,
                Error = error,
            });
            return code is ForcedByInterrupt or ForcedByTermination ? ExitCode.Aborted : code;
        }
        catch (BrokenScenarioException e)
        {
            foreach (var diagnostic in e.Diagnostics)
                error.WriteLine(diagnostic.Render());
            error.WriteLine($"conformance: {Plural.Of(e.Diagnostics.Length, "error")} in scenario files");
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is UsageException or SettingsException or BlockFileException or DirectoryNotFoundException)
        {
            error.WriteLine($"conformance: {e.Message}");
            return ExitCode.Usage;
        }
        catch (Exception e)
        {
            error.WriteLine($"conformance: this is a fault of the tool, please report it.\n{e}");
            return ExitCode.HarnessFault;
        }
    }

    /// <summary>What is wrong, once each; where a verb was wanted and another word stands, that word alone.</summary>
    static IEnumerable<string> Errors(ParseResult parsed)
    {
        var at = parsed.CommandResult.Command;
        if (at.Subcommands.Count == 0 || parsed.UnmatchedTokens is not [var word, ..] || word.StartsWith('-'))
            return parsed.Errors.Select(e => e.Message).Distinct();
        var verbs = at.Subcommands.Select(c => c.Name).ToArray();
        var before = at is RootCommand ? "" : at.Name + " ";
        return [$"there is no verb '{before}{word}'; there {(verbs.Length == 1 ? "is" : "are")} {string.Join(", ", verbs)}{Suggest.Hint(word, verbs)}"];
    }

    /// <summary>Reads a command line without running it; without a verb it is <c>run</c>.</summary>
    public static ParseResult Parse(string[] args, IReadOnlyList<Verb> verbs)
    {
        var root = new RootCommand("Checks servers and clients of Exchange's notification and synchronization protocols.");
        foreach (var verb in verbs)
            root.Add(verb.Command);
        var configuration = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        return root.Parse(WithVerb(args, root), configuration);
    }

    /// <remarks>A first word that could be an id (it has a dot or a star) or is a flag belongs to run; any other must be a verb.</remarks>
    static string[] WithVerb(string[] args, RootCommand root)
    {
        var isRun = args is [] || args[0].Contains('.') || args[0].Contains('*')
            || (args[0].StartsWith('-') && !root.Options.Any(o => o.Name == args[0] || o.Aliases.Contains(args[0])));
        return isRun && root.Subcommands.Any(c => c.Name == DefaultVerb) ? [DefaultVerb, .. args] : args;
    }
}
