namespace Conformance.Protocol.Sql;

/// <summary>The tokens of a query, taken from the front.</summary>
sealed class SqlTokens
{
    readonly List<SqlToken> tokens = [];
    int at;

    /// <param name="offset">Position of the text in the query it is a part of.</param>
    /// <exception cref="SqlException">It cannot be cut into tokens.</exception>
    public SqlTokens(string text, int offset)
    {
        var lexer = new SqlLexer(text, offset);
        do
            tokens.Add(lexer.Next());
        while (tokens[^1].Kind != SqlTokenKind.End);
    }

    public SqlToken Current => tokens[at];

    public bool IsAtEnd => Current.Kind == SqlTokenKind.End;

    public SqlException Wrong(string problem) => new(Current.Position, problem);

    public bool Take(string word) => Current.IsWord(word) && Advance();

    public bool TakeMark(string mark) => Current.IsMark(mark) && Advance();

    public void Expect(string word)
    {
        if (!Take(word))
            throw Wrong($"{word} is missing");
    }

    public void ExpectMark(string mark)
    {
        if (!TakeMark(mark))
            throw Wrong($"'{mark}' is missing");
    }

    /// <summary>The token if it is of one of these kinds; else it stays and null comes back.</summary>
    public SqlToken? TakeIf(params ReadOnlySpan<SqlTokenKind> kinds)
    {
        var token = Current;
        if (!kinds.Contains(token.Kind))
            return null;
        Advance();
        return token;
    }

    public SqlText? TakeText() => TakeIf(SqlTokenKind.Double, SqlTokenKind.Single) is { } text
        ? new SqlText(text.Text, text.Kind == SqlTokenKind.Double, text.Position)
        : null;

    /// <summary><c>CAST ( text AS type )</c>, the type with quotes or without; null when none stands here.</summary>
    public SqlCast? TakeCast()
    {
        var start = Current.Position;
        if (!Take("CAST"))
            return null;
        ExpectMark("(");
        var inner = TakeText() ?? throw Wrong("a quoted text to CAST is missing");
        Expect("AS");
        var type = TakeIf(SqlTokenKind.Double, SqlTokenKind.Single, SqlTokenKind.Word) ?? throw Wrong("the type of CAST is missing");
        ExpectMark(")");
        return new SqlCast(inner, new SqlType(type.Text, type.Position), start);
    }

    bool Advance()
    {
        at++;
        return true;
    }
}
