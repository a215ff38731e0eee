using System.Collections.Immutable;
using Conformance.Engine.Storage;

namespace Conformance.Engine.Searching;

/// <summary>How far below a folder a search looks.</summary>
public enum Reach
{
    Members,
    Tree,

    /// <summary>The folders of the tree.</summary>
    Folders,
}

public readonly record struct SearchScope(Resource Folder, Reach Reach);

public readonly record struct SortKey(PropertyName Property, bool IsDescending);

/// <summary>What to look for, where, and in which order to tell it.</summary>
/// <param name="Scopes">What lies in several is found once.</param>
/// <param name="Where">Null when everything matches.</param>
public sealed record Query(ImmutableArray<SearchScope> Scopes, Condition? Where, ImmutableArray<SortKey> Order);

public enum Comparer
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Something that is true of a resource or not.</summary>
public abstract record Condition;

public sealed record AnyOf(ImmutableArray<Condition> Parts) : Condition;

public sealed record AllOf(ImmutableArray<Condition> Parts) : Condition;

public sealed record NotThat(Condition Inner) : Condition;

/// <remarks>
/// False when either side is missing. Of several values one that fits is enough, except for
/// <see cref="Comparer.NotEqual"/>, which none may miss.
/// </remarks>
public sealed record Compared(Operand Left, Comparer Comparer, Operand Right) : Condition;

public sealed record Like(Operand Left, string Pattern) : Condition;

public sealed record Missing(Operand Operand) : Condition;

public abstract record Operand;

/// <param name="Type">The data type it is read as; null for its own.</param>
public sealed record PropertyOperand(PropertyName Name, string? Type = null) : Operand;

/// <param name="Value">Null for NULL.</param>
public sealed record ConstantOperand(Scalar? Value) : Operand;
