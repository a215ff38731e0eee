using System.CommandLine;
using Conformance.Harness.Running;

namespace Conformance.CommandLine.Verbs;

/// <summary>Ids, <c>--filter</c> and <c>--exclude</c>.</summary>
public sealed class SelectionFlags
{
    readonly Argument<string[]> ids = new("id")
    {
        Description = "Scenario ids; * matches anything, and words without it also match all below them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    readonly Option<string[]> filter = new("--filter", "-f")
    {
        Description = "Keep what matches: an id (notification.poll), a requirement (POLL-03), level=must, need=clock, fault=..., "
            + "side=client; joined by commas all must hold, of several flags one.",
        HelpName = "FILTER",
    };

    readonly Option<string[]> exclude = new("--exclude", "-x")
    {
        Description = "Leave out what matches; same form as --filter.",
        HelpName = "FILTER",
    };

    public void AddTo(Command command)
    {
        command.Add(Words.WithoutFlags(ids));
        command.Add(filter);
        command.Add(exclude);
    }

    /// <exception cref="UsageException">A filter cannot be read.</exception>
    public Selection Read(ParseResult parsed)
    {
        try
        {
            return Selection.Parse(parsed.GetValue(ids) ?? [], parsed.GetValue(filter) ?? [], parsed.GetValue(exclude) ?? []);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
