using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>What starts in column 0. Lines count from 1.</summary>
public abstract record Statement(int Line);

/// <summary><c>given</c>: makes things and binds them to names.</summary>
public sealed record Given(int Line, ImmutableArray<Binding> Bindings) : Statement(Line);

/// <param name="Sentence">The set-up, such as <c>a subscription on ${folder} for update</c>.</param>
public sealed record Binding(int Line, string Name, Template Sentence);

/// <summary><c>when</c>: makes something happen.</summary>
public sealed record When(int Line, ImmutableArray<Event> Events) : Statement(Line);

/// <param name="Name">The name bound to what the stimulus makes, or null.</param>
public sealed record Event(int Line, string? Name, Template Sentence);

/// <summary><c>then +</c>: lets time pass; nothing else waits.</summary>
/// <param name="Amount">A number or one hole.</param>
/// <param name="Unit">ms, s, m, h or d.</param>
public sealed record Then(int Line, Template Amount, string Unit) : Statement(Line);

/// <summary><c>still p is open</c>: no byte of an answer has come.</summary>
public sealed record Still(int Line, ImmutableArray<StillOpen> Held) : Statement(Line);

public sealed record StillOpen(int Line, string Name, Tag? OwnTag, Tag? Tag) : IJudged;

/// <summary><c>hangup p</c>: closes the socket of a held request.</summary>
public sealed record Hangup(int Line, string Name) : Statement(Line);

/// <summary><c>check</c>: compares bound values.</summary>
public sealed record Check(int Line, ImmutableArray<Relation> Relations) : Statement(Line);

public abstract record Relation(int Line, Tag? OwnTag, Tag? Tag) : IJudged;

/// <param name="Operator">&lt;, &lt;=, = or !=.</param>
/// <param name="Right">A name or a number.</param>
public sealed record Comparison(int Line, string Left, string Operator, string Right, Tag? OwnTag, Tag? Tag)
    : Relation(Line, OwnTag, Tag);

/// <summary><c>at most one of first, second is 200</c>.</summary>
public sealed record Count(int Line, bool AtMost, ImmutableArray<string> Names, string Word, Tag? OwnTag, Tag? Tag)
    : Relation(Line, OwnTag, Tag);

/// <summary>A table: one run of the file per row. Two tables make the product.</summary>
/// <param name="BuiltIn"><c>announced versions</c>, <c>query forms</c> or <c>namespace forms</c> instead of rows.</param>
public sealed record Sweep(int Line, ImmutableArray<string> Columns, ImmutableArray<Row> Rows, string? BuiltIn)
    : Statement(Line);

/// <param name="Cells">The spelling of each cell; it is put in as text before holes and escapes are read.</param>
public sealed record Row(int Line, ImmutableArray<string> Cells, Tag? OwnTag);

/// <summary><c>finally</c>: the messages after it are sent in any case.</summary>
public sealed record Finally(int Line) : Statement(Line);

/// <summary><c>whenever</c> (client side): an exchange to look for; <c>start</c> is the beginning of the recording.</summary>
public sealed record Whenever(int Line, bool Start) : Statement(Line);

/// <summary><c>expect</c> (client side): the requests that must follow.</summary>
public sealed record Expect(int Line) : Statement(Line);

/// <summary><c>until</c> (client side): the end of the window.</summary>
public sealed record Until(int Line) : Statement(Line);

/// <summary>A line whose verdict counts. Its tag is its own, or that of the nearest line above with less indentation.</summary>
public interface IJudged
{
    int Line { get; }

    /// <summary>The tag written on the line, or null.</summary>
    Tag? OwnTag { get; }

    /// <summary>The tag in force: own or inherited; null in requests and recordings.</summary>
    Tag? Tag { get; }
}
