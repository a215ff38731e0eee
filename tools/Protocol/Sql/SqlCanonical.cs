using System.Globalization;
using System.Text;

namespace Conformance.Protocol.Sql;

/// <summary>Writes a query so that two texts of the same meaning read the same: keywords, blanks and quoting in one form.</summary>
public static class SqlCanonical
{
    /// <summary>The conditions, keys and groups.</summary>
    /// <remarks>Not the columns, which a client may change, and not the scopes, whose URLs only a store can read.</remarks>
    public static string OfConditions(SqlQuery query)
    {
        var text = new StringBuilder();
        if (query.Where is { } where)
            Write(text.Append(" WHERE "), where);
        foreach (var key in query.OrderBy)
            Write(text.Append(" ORDER "), key.Name).Append(key.IsDescending ? " DESC" : " ASC");
        foreach (var name in query.GroupBy)
            Write(text.Append(" GROUP "), name);
        return text.ToString();
    }

    static void Write(StringBuilder text, SqlCondition condition)
    {
        switch (condition)
        {
            case SqlAny any:
                WriteParts(text, any.Parts, " OR ");
                break;
            case SqlAll all:
                WriteParts(text, all.Parts, " AND ");
                break;
            case SqlNot not:
                Write(text.Append("NOT "), not.Inner);
                break;
            case SqlComparison comparison:
                Write(text, comparison.Left).Append(CultureInfo.InvariantCulture, $" {comparison.Comparer} ");
                Write(text, comparison.Right);
                break;
            case SqlLike like:
                Write(text, like.Left).Append(" LIKE ").Append('\'').Append(like.Pattern.Replace("'", "''")).Append('\'');
                break;
            case SqlIsNull isNull:
                Write(text, isNull.Operand).Append(isNull.IsNegated ? " IS NOT NULL" : " IS NULL");
                break;
        }
    }

    static void WriteParts(StringBuilder text, IEnumerable<SqlCondition> parts, string between)
    {
        var mark = "(";
        foreach (var part in parts)
        {
            Write(text.Append(mark), part);
            mark = between;
        }
        text.Append(')');
    }

    static StringBuilder Write(StringBuilder text, SqlOperand operand) => operand switch
    {
        SqlText { IsDouble: true } name => text.Append('"').Append(name.Text.Replace("\"", "\"\"")).Append('"'),
        SqlText literal => text.Append('\'').Append(literal.Text.Replace("'", "''")).Append('\''),
        SqlNumber number => text.Append(number.Digits),
        SqlTruth truth => text.Append(truth.Value ? "TRUE" : "FALSE"),
        SqlCast cast => Write(text.Append("CAST("), cast.Inner).Append(" AS '").Append(cast.Type.Name).Append("')"),
        _ => text.Append("NULL"),
    };
}
