using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence;

/// <summary>Replaces what differs from run to run by holes, numbered in order of first use within one case.</summary>
/// <remarks>
/// Ids (values of Subscription-ID), authorities (the target's, each Host and Call-Back), dates, GUIDs, entity tags,
/// opaque replication values, and what the caller names (its run folder). A hole is written between two DEL bytes, which
/// the escapes show, until <see cref="Open"/> turns it into <c>${id-1}</c>: so no byte of a server can pass for one.
/// </remarks>
sealed partial class Normaliser
{
    readonly Dictionary<string, string> holes = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    readonly HashSet<string> ids = new(StringComparer.Ordinal);
    readonly ImmutableArray<(string Value, string Kind)> known;

    /// <param name="known">Values that the caller knows to vary, with the word for their holes, such as <c>("r1", "run")</c>.</param>
    public Normaliser(RunReport report, CaseReport run, IEnumerable<KeyValuePair<string, string>> known)
    {
        var authorities = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (Uri.TryCreate(report.TargetUri, UriKind.Absolute, out var target))
            authorities.Add(target.Authority);
        foreach (var message in run.Transcript.Select(e => e.Message).OfType<HttpMessage>())
        {
            if (message["Host"] is { Length: > 0 } host)
                authorities.Add(host);
            if (Uri.TryCreate(message["Call-Back"]?.Trim('<', '>'), UriKind.Absolute, out var callBack))
                authorities.Add(callBack.Authority);
            foreach (var id in (message["Subscription-ID"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
                ids.Add(id);
        }
        this.known =
        [
            .. known.Select(k => (k.Key, k.Value)).Concat(authorities.Select(a => (a, "host")))
                .Where(k => k.Item1.Length > 0)
                .OrderByDescending(k => k.Item1.Length).ThenBy(k => k.Item1, StringComparer.Ordinal),
        ];
    }

    /// <summary>Turns the marks into holes, after everything else has been escaped.</summary>
    public static string Open(string line) => Mark().Replace(line, "${$1}");

    public HttpMessage Apply(HttpMessage message) => message with
    {
        StartLine = Text(message.StartLine),
        Target = Text(message.Target),
        Headers = [.. message.Headers.Select(h => new Header(h.Name, Value(h)))],
        Body = Body(message.Body),
        Raw = MessageBytes.CanBeWritten(message) ? default : Body(MessageBytes.Of(message)),
    };

    string Value(Header header) => header.Name.ToLowerInvariant() switch
    {
        "subscription-id" => IdList().Replace(header.Value, m => Hole("id", m.Value)),
        "etag" or "resource-tag" => Hole("etag", header.Value),
        _ => Text(header.Value),
    };

    ReadOnlyMemory<byte> Body(ReadOnlyMemory<byte> body)
    {
        // A body that is no UTF-8 goes through Latin-1, so that each of its bytes survives.
        var encoding = System.Text.Unicode.Utf8.IsValid(body.Span) ? Encoding.UTF8 : Encoding.Latin1;
        var text = encoding.GetString(body.Span);
        var changed = Text(text);
        return changed == text ? body : encoding.GetBytes(changed);
    }

    string Text(string text) => Volatile().Replace(
        Known(text),
        match => match.Groups["element"] is { Success: true } element
            ? $"{match.Groups["open"].Value}{Hole(Kind(element.Value), match.Groups["value"].Value)}<"
            : match.Groups["listed"] is { Success: true } listed
                ? ids.Contains(listed.Value) ? match.Value.Replace(listed.Value, Hole("id", listed.Value), StringComparison.Ordinal) : match.Value
                : match.Groups["guid"].Success ? Hole("guid", match.Value)
                : Hole("date", match.Value));

    string Known(string text)
    {
        foreach (var (value, kind) in known)
            for (var at = text.IndexOf(value, StringComparison.OrdinalIgnoreCase); at >= 0;)
            {
                // A known word inside a longer word is another word: r1 is not r12.
                var isWhole = (at == 0 || !IsWordPart(text[at - 1]))
                    && (at + value.Length == text.Length || !IsWordPart(text[at + value.Length]));
                var hole = isWhole ? Hole(kind, value) : text.Substring(at, value.Length);
                text = string.Concat(text.AsSpan(0, at), hole, text.AsSpan(at + value.Length));
                at = text.IndexOf(value, at + hole.Length, StringComparison.OrdinalIgnoreCase);
            }
        return text;
    }

    static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '\x7F';

    static string Kind(string element) => element.ToLowerInvariant() switch
    {
        "getetag" => "etag",
        "collblob" => "collblob",
        "resourcetag" => "resourcetag",
        _ => "uid",
    };

    string Hole(string kind, string value)
    {
        if (!holes.TryGetValue($"{kind} {value}", out var hole))
        {
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            holes[$"{kind} {value}"] = hole = $"\x7F{kind}-{counts[kind]}\x7F";
        }
        return hole;
    }

    [GeneratedRegex(@"\\x7F([a-z]+-[0-9]+)\\x7F")]
    private static partial Regex Mark();

    [GeneratedRegex(@"[^\s,]+")]
    private static partial Regex IdList();

    [GeneratedRegex(
        @"(?<open><(?:[\w.-]+:)?(?<element>getetag|collblob|resourcetag|repl-uid)(?:\s[^<>]*)?>)(?<value>[^<]+)<"
        + @"|(?<=>)\s*(?<listed>[0-9]+)\s*(?=<)"
        + @"|(?<guid>\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b)"
        + @"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT"
        + @"|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")]
    private static partial Regex Volatile();
}
