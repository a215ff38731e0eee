using System.Collections.Immutable;
using System.Text;

namespace Conformance.Harness.Wire.Authentication;

/// <summary>One challenge of a 401: scheme, and either a token or parameters.</summary>
/// <param name="Token">Base64 of the other side (NTLM, Negotiate); empty when there is none.</param>
/// <param name="Parameters">Names in lower case, values without quotes.</param>
/// <remarks>Several may share a line, and parameters hold commas too. Source: RFC 9110, section 11.</remarks>
public sealed record Challenge(string Scheme, string Token, ImmutableDictionary<string, string> Parameters)
{
    public string? this[string name] => Parameters.GetValueOrDefault(name);

    /// <summary>All challenges of an answer, in order.</summary>
    public static ImmutableArray<Challenge> ReadAll(HttpMessage answer) =>
    [
        .. answer.Headers
            .Where(h => h.Name.Equals("WWW-Authenticate", StringComparison.OrdinalIgnoreCase))
            .SelectMany(h => Read(h.Value)),
    ];

    public bool Is(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The challenges of one line.</summary>
    public static IEnumerable<Challenge> Read(string line)
    {
        Challenge? current = null;
        foreach (var item in Split(line))
        {
            var equals = item.IndexOf('=');
            var blank = item.IndexOf(' ');
            var startsScheme = equals < 0 || blank > 0 && blank < equals && item[..equals].TrimEnd().Contains(' ');
            if (startsScheme)
            {
                if (current is not null)
                    yield return current;
                var scheme = blank < 0 ? item : item[..blank];
                var rest = blank < 0 ? "" : item[(blank + 1)..].Trim();
                current = new(scheme, "", ImmutableDictionary<string, string>.Empty);
                current = IsToken(rest) ? current with { Token = rest } : current.With(rest);
            }
            else if (current is not null)
                current = current.With(item);
        }

        if (current is not null)
            yield return current;
    }

    static bool IsToken(string text)
    {
        var body = text.TrimEnd('=');
        return body.Length > 0 && body.All(c => char.IsAsciiLetterOrDigit(c) || "-._~+/".Contains(c));
    }

    Challenge With(string parameter)
    {
        var equals = parameter.IndexOf('=');
        return equals < 0
            ? this
            : this with
            {
                Parameters = Parameters.SetItem(
                    parameter[..equals].Trim().ToLowerInvariant(), Unquote(parameter[(equals + 1)..].Trim())),
            };
    }

    /// <summary>Splits at commas outside quotes.</summary>
    static IEnumerable<string> Split(string line)
    {
        var item = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == ',' && !isQuoted)
            {
                if (item.ToString().Trim() is { Length: > 0 } whole)
                    yield return whole;
                item.Clear();
                continue;
            }

            item.Append(line[i]);
            if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == '\\' && isQuoted && i + 1 < line.Length)
                item.Append(line[++i]);
        }

        if (item.ToString().Trim() is { Length: > 0 } last)
            yield return last;
    }

    static string Unquote(string value)
    {
        if (value is not ['"', .., '"'])
            return value;
        var text = new StringBuilder();
        for (var i = 1; i < value.Length - 1; i++)
            text.Append(value[i] == '\\' && i + 2 < value.Length ? value[++i] : value[i]);
        return text.ToString();
    }
}
