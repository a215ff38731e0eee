using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance baseline update FILE</c>: writes the failures of the last run into a baseline and shows what changes.</summary>
public sealed class BaselineVerb : Verb
{
    public BaselineVerb(Func<BaselineUpdateOptions, CancellationToken, Task<int>> update)
        : base("baseline", "Keeps the list of failures that do not turn the gate red.") => Command.Add(new BaselineUpdateVerb(update).Command);
}

public sealed class BaselineUpdateVerb : Verb<BaselineUpdateOptions>
{
    readonly Argument<string> file;
    readonly Option<string?> reason;
    readonly Option<string> results;

    public BaselineUpdateVerb(Func<BaselineUpdateOptions, CancellationToken, Task<int>> invoke)
        : base("update", "Writes the failures of the last run into a baseline and shows what changes.", invoke)
    {
        file = AddArgument(new Argument<string>("file") { Description = "The baseline." });
        reason = Add(new Option<string?>("--reason") { Description = "Why the new entries are accepted; needed when there are any.", HelpName = "TEXT" });
        results = Add(new Option<string>("--results")
        {
            Description = "Folder with the results of the run.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => "results",
        });
    }

    public override BaselineUpdateOptions Read(ParseResult parsed) =>
        new(parsed.GetRequiredValue(file), parsed.GetValue(reason), parsed.GetValue(results)!);
}

/// <param name="Reason">Null when none was given.</param>
public sealed record BaselineUpdateOptions(string File, string? Reason, string Results);
