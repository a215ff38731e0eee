using System.CommandLine;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;

namespace Conformance.CommandLine;

/// <summary>Runs one command line and maps every way it can end to a code of <see cref="ExitCode"/>.</summary>
/// <remarks>The parser's own code for a wrong flag and for an exception is 1, which here means non-conformance: neither is used.</remarks>
public static class CommandLineHost
{
    const string DefaultVerb = "run";

    public static async Task<int> RunAsync(string[] args, IReadOnlyList<Verb> verbs, TextWriter output, TextWriter error)
    {
        try
        {
            var parsed = Parse(args, verbs);
            if (parsed.Errors.Count > 0)
            {
                foreach (var message in parsed.Errors.Select(e => e.Message).Distinct())
                    error.WriteLine($"conformance: {message}");
                error.WriteLine("'conformance --help' lists the verbs, 'conformance VERB --help' the flags of one.");
                return ExitCode.Usage;
            }
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
                Output = output,
                Error = error,
            });
        }
        catch (BrokenScenarioException e)
        {
            foreach (var diagnostic in e.Diagnostics)
                error.WriteLine(diagnostic.Render());
            error.WriteLine($"conformance: {e.Diagnostics.Length} {(e.Diagnostics.Length == 1 ? "error" : "errors")} in scenario files");
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
