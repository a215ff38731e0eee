using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>A sentence about a message, two blanks deep.</summary>
public abstract record Clause(int Line, Tag? OwnTag, Tag? Tag) : IJudged;

public enum TreeForm
{
    /// <summary>An XML body.</summary>
    Xml,

    /// <summary>A WBXML body; a prefix is the code page.</summary>
    Wbxml,
}

/// <summary><c>xml [in order]</c> or <c>wbxml [in order]</c> and the pattern below it. The first node matches the root.</summary>
public sealed record TreeClause(
    int Line, TreeForm Form, bool InOrder, ImmutableArray<Choice<Node>> Nodes, Tag? OwnTag, Tag? Tag)
    : Clause(Line, OwnTag, Tag);

/// <summary><c>properties of ${x}</c>: the found properties of one response of a multi-status.</summary>
public sealed record PropertiesClause(
    int Line, Template Of, ImmutableArray<Choice<Node>> Nodes, Tag? OwnTag, Tag? Tag)
    : Clause(Line, OwnTag, Tag);

public enum PartitionOf
{
    Ids,
    Hrefs,
}

/// <summary><c>multistatus of ids</c>: each part lists the names that must be under a status, and no others.</summary>
public sealed record MultistatusClause(
    int Line, PartitionOf Of, ImmutableArray<Choice<PartitionLine>> Parts, Tag? OwnTag, Tag? Tag)
    : Clause(Line, OwnTag, Tag);

/// <param name="Names">Bare names; or, before a sweep fills it, one hole in <paramref name="Hole"/>.</param>
public sealed record PartitionLine(
    int Line, StatusSet Statuses, ImmutableArray<string> Names, UsePart? Hole, Tag? OwnTag, Tag? Tag) : IJudged;

/// <summary><c>each id once</c>, <c>each href once</c>.</summary>
public sealed record EachOnceClause(int Line, PartitionOf Of, Tag? OwnTag, Tag? Tag) : Clause(Line, OwnTag, Tag);

/// <summary><c>manifest</c>: the rows of a replication answer.</summary>
public sealed record ManifestClause(int Line, ImmutableArray<Choice<ManifestLine>> Lines, Tag? OwnTag, Tag? Tag)
    : Clause(Line, OwnTag, Tag);

public abstract record ManifestLine(int Line, Tag? OwnTag, Tag? Tag) : IJudged;

public enum ChangeType
{
    /// <summary>changetype absent, or <c>change</c>.</summary>
    Change,
    New,
    Delete,
}

/// <param name="ByUid">The row is known by its repl-uid alone.</param>
/// <param name="Nodes">Properties of the row.</param>
public sealed record ManifestRow(
    int Line, ChangeType Type, bool ByUid, Template Resource, ImmutableArray<Choice<Node>> Nodes, Tag? OwnTag, Tag? Tag)
    : ManifestLine(Line, OwnTag, Tag);

/// <summary><c>collblob ${b:text}</c>.</summary>
public sealed record CollblobLine(int Line, Template Value, Tag? OwnTag, Tag? Tag) : ManifestLine(Line, OwnTag, Tag);

/// <summary><c>no collblob</c>.</summary>
public sealed record NoCollblobLine(int Line, Tag? OwnTag, Tag? Tag) : ManifestLine(Line, OwnTag, Tag);

/// <summary><c>no other rows</c>.</summary>
public sealed record NoOtherRowsLine(int Line, Tag? OwnTag, Tag? Tag) : ManifestLine(Line, OwnTag, Tag);

public sealed record EmptyBodyClause(int Line, Tag? OwnTag, Tag? Tag) : Clause(Line, OwnTag, Tag);

/// <summary><c>eventually</c>: on targets that declare a settling time, ask again until the lines hold.</summary>
public sealed record EventuallyClause(int Line, Tag? OwnTag, Tag? Tag) : Clause(Line, OwnTag, Tag);

/// <summary><c>next</c>: of the expected requests of a client only the next one is judged.</summary>
public sealed record NextClause(int Line, Tag? OwnTag, Tag? Tag) : Clause(Line, OwnTag, Tag);

/// <summary><c>status 475</c>: a second, usually weaker judgement on the status.</summary>
public sealed record StatusClause(int Line, StatusSet Statuses, Tag? OwnTag, Tag? Tag) : Clause(Line, OwnTag, Tag);

/// <summary><c>contains text</c>: searches the raw message.</summary>
public sealed record ContainsClause(int Line, Template Text, Tag? OwnTag, Tag? Tag) : Clause(Line, OwnTag, Tag);

public enum Measure
{
    /// <summary>From the last byte of the request to the last byte of the answer.</summary>
    Arrives,

    /// <summary>Each gap between the requests of a client.</summary>
    Every,

    /// <summary>How often.</summary>
    Times,

    /// <summary>Length of the message.</summary>
    Bytes,
}

public sealed record MeasureClause(int Line, Measure Measure, Range Range, Tag? OwnTag, Tag? Tag)
    : Clause(Line, OwnTag, Tag);

public enum Quantifier
{
    /// <summary>At least one child matches.</summary>
    Some,

    /// <summary>No child matches the line with all below it.</summary>
    No,

    /// <summary>Exactly one child of that name, and it matches.</summary>
    One,

    /// <summary>Every child of that name matches; none is fine too.</summary>
    Each,

    /// <summary>As some, and the parent has no children but those of its listed lines.</summary>
    Only,

    /// <summary>As some, text compared without trimming.</summary>
    Exactly,
}

/// <summary>A line of a tree: an element, or an attribute of the line above it, with all below it.</summary>
/// <param name="Prefix">One of the fixed prefixes, one the file adds, or a code page; null is no namespace (XML) or the page above (WBXML).</param>
/// <param name="Value">The text wanted; null when the line names the element only.</param>
public sealed record Node(
    int Line,
    Quantifier Quantifier,
    bool IsAttribute,
    string? Prefix,
    string Name,
    Template? Value,
    ImmutableArray<Choice<Node>> Children,
    Tag? OwnTag,
    Tag? Tag) : IJudged;
