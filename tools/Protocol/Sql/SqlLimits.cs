namespace Conformance.Protocol.Sql;

/// <summary>What a query may cost its reader.</summary>
/// <param name="Terms">Comparisons in WHERE.</param>
/// <param name="Depth">Parentheses and NOTs around one comparison.</param>
/// <param name="Names">Columns, scopes and keys, each kind for itself.</param>
public sealed record SqlLimits(int Terms = 5000, int Depth = 500, int Names = 1000)
{
    public static SqlLimits Default { get; } = new();
}

/// <summary>A text that is no query of the subset.</summary>
/// <param name="Position">Of the first character that does not fit, from 0; the length of the text when it ends too early.</param>
/// <param name="Problem">What is wrong there, without repeating what the query says.</param>
public sealed class SqlException(int position, string problem)
    : Exception($"At character {position} of the query {problem}.")
{
    public int Position { get; } = position;

    public string Problem { get; } = problem;
}
