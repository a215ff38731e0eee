using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>What we send: <c>[actor] &gt;&gt;&gt; what [held as name]</c>, headers, body, and for commands a WBXML tree.</summary>
/// <param name="Actor">The name before the arrow: an account, a device or a listener; null is alice.</param>
public sealed record Sent(
    int Line,
    string? Actor,
    Outgoing What,
    string? HeldAs,
    ImmutableArray<Choice<HeaderLine>> Headers,
    Body? Body,
    ImmutableArray<Choice<Clause>> Clauses) : Statement(Line), IJudged
{
    /// <summary>Requests carry tags in client scenarios only.</summary>
    public Tag? OwnTag { get; init; }

    public Tag? Tag { get; init; }
}

/// <summary>The rest of the line after <c>&gt;&gt;&gt;</c>.</summary>
public abstract record Outgoing;

/// <param name="Methods">One method; in client scenarios any of several (<c>PROPFIND|SEARCH|GET</c>).</param>
/// <param name="Version"><c>HTTP/1.0</c> or <c>HTTP/1.1</c> where the file says so.</param>
public sealed record RequestLine(ImmutableArray<string> Methods, Template Target, string? Version) : Outgoing;

/// <summary>An ActiveSync command, such as <c>Ping</c>.</summary>
public sealed record Command(string Name) : Outgoing;

/// <summary>The body lines are the whole message; nothing is added.</summary>
public sealed record Raw : Outgoing;

/// <summary>A datagram sent back from our listener.</summary>
public sealed record Datagram : Outgoing;

/// <summary>Our listener's answer: <c>node &gt;&gt;&gt; 200 Successful</c>.</summary>
public sealed record AnswerLine(int Status, string? Reason) : Outgoing;

/// <summary>Our listener hangs up without an answer.</summary>
public sealed record CloseLine : Outgoing;

/// <summary>What must come back: the first option and those after <c>or &lt;&lt;&lt;</c>, tried in order.</summary>
/// <param name="Actor">An account, a held request or a listener; null answers the request just above.</param>
public sealed record Received(int Line, string? Actor, ImmutableArray<Expectation> Options) : Statement(Line);

/// <summary>One way an answer or an arrival may look.</summary>
/// <param name="Actor">Own or inherited speaker; null answers the request just above.</param>
public sealed record Expectation(
    int Line,
    string? Actor,
    Incoming What,
    Tag? OwnTag,
    Tag? Tag,
    ImmutableArray<Choice<HeaderLine>> Headers,
    Body? Body,
    ImmutableArray<Choice<Clause>> Clauses) : IJudged
{
    /// <summary>True for an alternative that names no speaker and takes that of the answer above it.</summary>
    public bool InheritsActor { get; init; }
}

public abstract record Incoming;

/// <summary><c>&lt;&lt;&lt; 207</c>.</summary>
/// <param name="Reason">Only in recordings.</param>
public sealed record StatusLine(StatusSet Statuses, string? Reason) : Incoming;

/// <summary><c>box &lt;&lt;&lt; NOTIFY ${box}/510</c>: a datagram or request that reaches a listener of ours.</summary>
public sealed record ArrivalLine(string Method, Template Target) : Incoming
{
    /// <summary><c>HTTP/1.0</c> or <c>HTTP/1.1</c> where the file says so; recordings do.</summary>
    public string? Version { get; init; }
}

/// <summary><c>box &lt;&lt;&lt; nothing</c>.</summary>
public sealed record NothingLine : Incoming;

/// <summary><c>&lt;&lt;&lt; closed</c>: the connection ended without an answer.</summary>
public sealed record ClosedLine : Incoming;

/// <summary>Statuses of a line: <c>207</c>, <c>400|422</c>, <c>4xx</c>, a hole, or <c>any</c> in a partition.</summary>
/// <param name="Items">Three characters each: digits, or a digit and <c>xx</c>. Empty when <paramref name="Hole"/> stands there.</param>
/// <param name="Hole">A capture (<c>${first:status}</c>), or a use that a sweep fills.</param>
public sealed record StatusSet(ImmutableArray<string> Items, TemplatePart? Hole, bool IsAny = false)
{
    /// <summary>Says whether a status is in the set; a hole or <c>any</c> takes every status.</summary>
    public bool Holds(int status) => IsAny || Hole is not null || Items.Any(item =>
        item.EndsWith("xx", StringComparison.Ordinal)
            ? item[0] - '0' == status / 100
            : item == status.ToString("000"));

    public override string ToString() => IsAny ? "any" : string.Join('|', Items);
}

/// <summary>Ways that stand at the same depth, joined by <c>or</c>; the first that holds in full counts.</summary>
public sealed record Choice<T>(ImmutableArray<T> Options)
    where T : notnull
{
    public T First => Options[0];
}

public enum HeaderForm
{
    /// <summary><c>Name: value</c>.</summary>
    Is,

    /// <summary><c>exactly Name: value</c>: the same text, whatever the kind of the header.</summary>
    Exactly,

    /// <summary><c>Name?: value</c>: absent or equal.</summary>
    IsIfPresent,

    /// <summary><c>Name has member</c>.</summary>
    Has,

    /// <summary><c>Name lacks member</c>: the header is absent, or its list does not hold the member.</summary>
    Lacks,

    /// <summary><c>no Name</c>: absent; in a request: do not add it.</summary>
    Absent,
}

public sealed record HeaderLine(int Line, HeaderForm Form, string Name, Template Value, Tag? OwnTag, Tag? Tag) : IJudged;

/// <summary>The lines with a margin, or hexadecimal lines, joined.</summary>
public sealed record Body(ImmutableArray<BodyLine> Lines)
{
    public int Line => Lines[0].Line;
}

/// <summary>A line of a body and what ends it.</summary>
public abstract record BodyLine(int Line);

/// <param name="Margin"><c>|</c>: LF, but nothing at the end of the body; <c>||</c>: CRLF; <c>|-</c>: nothing.</param>
public sealed record TextBodyLine(int Line, string Margin, Template Text) : BodyLine(Line);

/// <summary><c>0x 03 01 6A ${inbox.id:hex}</c>: literal parts hold bytes, holes stand for some.</summary>
public sealed record HexBodyLine(int Line, Template Bytes) : BodyLine(Line);
