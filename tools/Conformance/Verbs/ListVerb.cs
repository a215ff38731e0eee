using System.CommandLine;
using Conformance.Harness.Running;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance list</c>: the scenarios that a selection names.</summary>
public sealed class ListVerb : Verb<ListOptions>
{
    readonly SelectionFlags selection = new();
    readonly Option<bool> json;

    public ListVerb(Func<ListOptions, CancellationToken, Task<int>> invoke)
        : base("list", "Lists scenarios by face and topic.", invoke)
    {
        selection.AddTo(Command);
        json = Add(new Option<bool>("--json") { Description = "As JSON, for tools." });
    }

    public override ListOptions Read(ParseResult parsed) => new(selection.Read(parsed), parsed.GetValue(json));
}

public sealed record ListOptions(Selection Selection, bool Json);
