using System.Globalization;
using System.Text.RegularExpressions;

namespace Conformance.SelfTests.Server.Replication;

/// <summary>An item of the generated folder: what each property holds, absent ones left out.</summary>
sealed record NaiveItem(string Name, Dictionary<string, object> Values);

/// <summary>Makes items and queries by chance, and judges each query the slow and obvious way.</summary>
/// <remarks>
/// Written without a look at the engine: conditions are closures over boxed values, LIKE is a regular expression.
/// Properties: s text, n int, d date, b truth, m several texts, x bytes; all of <c>urn:t:</c>.
/// </remarks>
sealed class NaiveQueries(Random random)
{
    public static readonly string[] Properties = ["s", "n", "d", "b", "m", "x"];

    static readonly string[] words = ["alpha", "Beta", "beta gamma", "O'Neil", "a%b", "10", "9", "", "\"quoted\"", "<tag>", "über"];
    static readonly string[] dates = ["2001-01-01T00:00:00.000Z", "2001-06-01T12:00:00.000Z", "2002-01-01T00:00:00.000Z"];
    static readonly string[] bytes = ["AAEC", "AQ==", "/w=="];
    static readonly string[] comparers = ["=", "!=", "<>", "<", "<=", ">", ">="];

    public NaiveItem Item(int number)
    {
        var values = new Dictionary<string, object>();
        foreach (var property in Properties)
            if (random.Next(4) > 0)
                values[property] = Value(property);
        return new NaiveItem($"item{number}", values);
    }

    public (string Sql, Func<NaiveItem, bool> Matches) Condition(int depth)
    {
        var kind = depth == 0 ? random.Next(3, 8) : random.Next(8);
        switch (kind)
        {
            case 0:
                var inner = Condition(depth - 1);
                return ($"{Word("not")} ({inner.Sql})", item => !inner.Matches(item));
            case 1:
                {
                    var (left, right) = (Condition(depth - 1), Condition(depth - 1));
                    return ($"({left.Sql} {Word("and")} {right.Sql})", item => left.Matches(item) && right.Matches(item));
                }
            case 2:
                {
                    // Without parentheses: AND binds before OR.
                    var (one, two, three) = (Condition(0), Condition(0), Condition(0));
                    return ($"({one.Sql} {Word("or")} {two.Sql} {Word("and")}\r\n\t{three.Sql})",
                        item => one.Matches(item) || (two.Matches(item) && three.Matches(item)));
                }
            case 3:
                var tested = Pick(Properties);
                var isNot = random.Next(2) == 0;
                return ($"\"urn:t:{tested}\" {Word("is")} {(isNot ? Word("not") + " " : "")}{Word("null")}",
                    item => item.Values.ContainsKey(tested) == isNot);
            case 4:
                return Like();
            default:
                return Compare();
        }
    }

    (string, Func<NaiveItem, bool>) Like()
    {
        var property = Pick(["s", "m"]);
        var word = Pick(words);
        var pattern = random.Next(5) switch { 0 => word, 1 => word + "%", 2 => "%" + word, 3 => "%" + word + "%", _ => $"{word[..(word.Length / 2)]}%{word[(word.Length / 2)..]}" };
        var expression = new Regex(
            "^" + string.Join(".*", pattern.Split('%').Select(Regex.Escape)) + "$",
            RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return ($"\"urn:t:{property}\" {Word("like")} {Quote(pattern)}",
            item => item.Values.TryGetValue(property, out var value) && Texts(value).Any(expression.IsMatch));
    }

    (string, Func<NaiveItem, bool>) Compare()
    {
        var property = Pick(Properties);
        var comparer = Pick(comparers);
        var literal = Value(property);
        // An uncast date is text, which no date equals.
        var isUncastDate = literal is DateTimeOffset && random.Next(3) == 0;
        var sql = literal switch
        {
            int number => random.Next(2) == 0 ? $"{number}" : $"CAST(\"{number}\" {Word("as")} 'int')",
            bool truth => random.Next(2) == 0 ? Word(truth ? "true" : "false") : truth ? "1" : "0",
            DateTimeOffset date => isUncastDate ? $"'{Text(date)}'" : $"cast (\"{Text(date)}\" as '{Pick(["dateTime", "dateTime.tz"])}')",
            byte[] octets => random.Next(2) == 0 ? $"'{Convert.ToBase64String(octets)}'" : $"CAST('{Convert.ToHexString(octets)}' AS 'bin.hex')",
            string[] several => $"CAST({Quote(several[0])} AS 'mv.string')",
            _ => Quote((string)literal),
        };
        return ($"\"urn:t:{property}\"{comparer}{sql}", item =>
        {
            if (isUncastDate || !item.Values.TryGetValue(property, out var value))
                return false;
            var orders = (value is string[] list ? list.Cast<object>() : [value])
                .Select(one => Order(one, literal is string[] several ? several[0] : literal)).ToArray();
            return comparer switch
            {
                "=" => orders.Any(o => o == 0),
                "!=" or "<>" => orders.All(o => o != 0),
                "<" => orders.Any(o => o < 0),
                "<=" => orders.Any(o => o <= 0),
                ">" => orders.Any(o => o > 0),
                _ => orders.Any(o => o >= 0),
            };
        }
        );
    }

    /// <summary>The order of two values of one property; what is missing goes first.</summary>
    public static int Order(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string one, string other) => Math.Sign(string.Compare(one.ToUpperInvariant(), other.ToUpperInvariant(), StringComparison.Ordinal)),
        (byte[] one, byte[] other) => Math.Sign(one.AsSpan().SequenceCompareTo(other)),
        (string[] one, string[] other) => Order(one[0], other[0]),
        (IComparable one, _) => Math.Sign(one.CompareTo(right)),
        _ => throw new InvalidOperationException("No order is known."),
    };

    /// <summary>The property as a PROPPATCH sets it.</summary>
    public static string Markup(string property, object value)
    {
        var (type, text) = value switch
        {
            int number => ("int", $"{number}"),
            bool truth => ("boolean", truth ? "1" : "0"),
            DateTimeOffset date => ("dateTime.tz", Text(date)),
            byte[] octets => ("bin.base64", Convert.ToBase64String(octets)),
            string[] several => ("mv.string", string.Concat(several.Select(one => $"<v xmlns=\"xml:\">{Escape(one)}</v>"))),
            _ => ("string", Escape((string)value)),
        };
        return $"<{property} xmlns=\"urn:t:\" b:dt=\"{type}\">{text}</{property}>";
    }

    object Value(string property) => property switch
    {
        "n" => random.Next(-3, 12),
        "d" => DateTimeOffset.Parse(Pick(dates), CultureInfo.InvariantCulture),
        "b" => random.Next(2) == 0,
        "m" => Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(words)).ToArray(),
        "x" => Convert.FromBase64String(Pick(bytes)),
        _ => Pick(words),
    };

    static IEnumerable<string> Texts(object value) => value is string[] several ? several : [(string)value];

    static string Text(DateTimeOffset date) => date.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    static string Escape(string text) => System.Security.SecurityElement.Escape(text)!;

    static string Quote(string text) => $"'{text.Replace("'", "''")}'";

    string Word(string word) => random.Next(3) switch { 0 => word.ToUpperInvariant(), 1 => word, _ => char.ToUpperInvariant(word[0]) + word[1..] };

    T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
