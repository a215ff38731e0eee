using System.Collections.Immutable;

namespace Conformance.Protocol.Sql;

/// <summary>Reads what stands after WHERE. NOT binds before AND, AND before OR.</summary>
/// <remarks>
/// <code>
/// predicate = operand comparer operand / operand LIKE pattern / operand IS [NOT] NULL
/// operand   = quoted / CAST(...) / number / TRUE / FALSE / NULL
/// </code>
/// What is on the left must be a name in double quotes or a CAST; in single quotes text stands on the right only.
/// Source: Exchange SDK, "WHERE Clause", "CAST Function", "LIKE Predicate".
/// </remarks>
sealed class SqlConditionReader(SqlTokens at, SqlLimits limits)
{
    static readonly string[] unsupported = ["CONTAINS", "FREETEXT", "FORMSOF", "MATCHES", "RANK", "COALESCE"];

    static readonly Dictionary<string, SqlComparer> comparers = new()
    {
        ["="] = SqlComparer.Equal,
        ["!="] = SqlComparer.NotEqual,
        ["<>"] = SqlComparer.NotEqual,
        ["<"] = SqlComparer.Less,
        ["<="] = SqlComparer.LessOrEqual,
        [">"] = SqlComparer.Greater,
        [">="] = SqlComparer.GreaterOrEqual,
    };

    int depth;
    int terms;

    public SqlCondition Read()
    {
        var parts = ImmutableArray.CreateBuilder<SqlCondition>();
        do
            parts.Add(ReadAll());
        while (at.Take("OR"));
        return parts.Count == 1 ? parts[0] : new SqlAny(parts.ToImmutable());
    }

    SqlCondition ReadAll()
    {
        var parts = ImmutableArray.CreateBuilder<SqlCondition>();
        do
            parts.Add(ReadNot());
        while (at.Take("AND"));
        return parts.Count == 1 ? parts[0] : new SqlAll(parts.ToImmutable());
    }

    SqlCondition ReadNot()
    {
        var isNegated = false;
        while (at.Take("NOT"))
            isNegated = !isNegated;
        var inner = at.Current.IsMark("(") ? ReadParentheses() : ReadPredicate();
        return isNegated ? new SqlNot(inner) : inner;
    }

    /// <summary>The stack is what nesting costs, so it is bounded.</summary>
    SqlCondition ReadParentheses()
    {
        if (++depth > limits.Depth)
            throw at.Wrong($"parentheses are nested deeper than {limits.Depth}");
        at.ExpectMark("(");
        var inner = Read();
        at.ExpectMark(")");
        depth--;
        return inner;
    }

    SqlCondition ReadPredicate()
    {
        if (++terms > limits.Terms)
            throw at.Wrong($"are more than {limits.Terms} comparisons");
        var left = ReadOperand(isLeft: true);
        if (at.Take("IS"))
        {
            var isNegated = at.Take("NOT");
            at.Expect("NULL");
            return new SqlIsNull(left, isNegated);
        }
        if (at.Take("LIKE"))
            return new SqlLike(left, ReadPattern());
        if (at.TakeIf(SqlTokenKind.Mark) is { } mark && comparers.TryGetValue(mark.Text, out var comparer))
            return new SqlComparison(left, comparer, ReadOperand(isLeft: false));
        throw at.Wrong("a comparison is missing");
    }

    /// <summary>In quotes of either kind; one word of letters and digits may stand without.</summary>
    string ReadPattern() =>
        at.TakeIf(SqlTokenKind.Single, SqlTokenKind.Double) is { } quoted ? quoted.Text
        : at.Current is { Kind: SqlTokenKind.Word } word && word.Text.All(char.IsAsciiLetterOrDigit) && at.Take(word.Text) ? word.Text
        : throw at.Wrong("the pattern of LIKE is missing");

    SqlOperand ReadOperand(bool isLeft)
    {
        var start = at.Current;
        if (at.TakeCast() is { } cast)
            return cast;
        if (isLeft && start.Kind == SqlTokenKind.Single)
            throw at.Wrong("stands a text where a name in double quotes belongs");
        if (at.TakeText() is { } text)
            return text;
        if (at.TakeIf(SqlTokenKind.Number) is { } number)
            return new SqlNumber(number.Text, number.Position);
        if (at.Take("TRUE") || at.Take("FALSE"))
            return new SqlTruth(start.IsWord("TRUE"), start.Position);
        if (at.Take("NULL"))
            return new SqlNull(start.Position);
        throw at.Wrong(unsupported.Any(start.IsWord) ? "stands a search that is not supported" : "a property or a value is missing");
    }
}
