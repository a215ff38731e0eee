using System.Text;

namespace Conformance.Protocol.Sql;

enum SqlTokenKind
{
    End,
    Word,
    Number,
    Single,
    Double,
    Mark,
}

/// <param name="Text">A word, a number or a mark as written; a quoted text without its quotes.</param>
readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Position)
{
    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsMark(string mark) => Kind == SqlTokenKind.Mark && Text == mark;
}

/// <summary>Cuts a query into words, numbers, quoted texts and marks.</summary>
/// <remarks>
/// <code>
/// quoted = '"' *( char / '""' ) '"'  /  "'" *( char / "''" ) "'"
/// number = ["-"] 1*DIGIT [ "." *DIGIT ]
/// mark   = one of ( ) , * = != &lt;> &lt; &lt;= > >=
/// </code>
/// A comment, a semicolon and every other character are errors.
/// </remarks>
ref struct SqlLexer(ReadOnlySpan<char> text, int offset)
{
    static readonly string[] marks = ["!=", "<>", "<=", ">=", "<", ">", "=", "(", ")", ",", "*"];

    readonly ReadOnlySpan<char> text = text;
    int at;

    /// <exception cref="SqlException">No token begins here.</exception>
    public SqlToken Next()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
        var start = at;
        if (at == text.Length)
            return new(SqlTokenKind.End, "", offset + start);
        var first = text[at];
        if (first is '"' or '\'')
            return new(first == '"' ? SqlTokenKind.Double : SqlTokenKind.Single, Quoted(first), offset + start);
        if (char.IsAsciiLetter(first) || first == '_')
        {
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.'))
                at++;
            return new(SqlTokenKind.Word, text[start..at].ToString(), offset + start);
        }
        if (char.IsAsciiDigit(first) || (first == '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            return new(SqlTokenKind.Number, Number(), offset + start);
        foreach (var mark in marks)
            if (text[at..].StartsWith(mark, StringComparison.Ordinal))
            {
                at += mark.Length;
                return new(SqlTokenKind.Mark, mark, offset + start);
            }
        throw new SqlException(offset + start, first is ';' or '-' or '/'
            ? "stands what begins another statement or a comment"
            : "stands a character that has no meaning there");
    }

    string Number()
    {
        var start = at++;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        if (at < text.Length && text[at] == '.')
            for (at++; at < text.Length && char.IsAsciiDigit(text[at]);)
                at++;
        return text[start..at].ToString();
    }

    string Quoted(char quote)
    {
        var start = at++;
        var content = new StringBuilder();
        while (true)
        {
            var length = text[at..].IndexOf(quote);
            if (length < 0)
                throw new SqlException(offset + start, "opens a quote that never closes");
            content.Append(text.Slice(at, length));
            at += length + 1;
            if (at == text.Length || text[at] != quote)
                return content.ToString();
            content.Append(quote);
            at++;
        }
    }
}
