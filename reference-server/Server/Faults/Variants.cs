using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Conformance.Server.Faults;

/// <summary>Other ways to be right: what a document leaves free, done differently.</summary>
static partial class Variants
{
    const int ChunkBytes = 7;

    public static readonly Fault[] All =
    [
        Sorted("variant.other-prefixes", xml => OtherPrefixes(xml)),
        Sorted("variant.one-response-per-id", xml => Response().Replace(xml, OnePerId)),
        Sorted("variant.reversed-order", Reversed),
        Fault.OfWire("variant.chunked", InChunks),
        Fault.OfWire("variant.extra-headers-and-elements", answer => WithExtras(answer)),
        Fault.OfRule("variant.shorter-lease", rules => rules with
        {
            GrantLease = (limits, asked) => asked is null
                ? rules.GrantLease(limits, asked)
                : Math.Max(1, rules.GrantLease(limits, asked) / 2),
        }),
        Sorted("variant.blanks-in-href", xml => xml
            .Replace("</a:href>", " </a:href>", StringComparison.Ordinal)
            .Replace("><a:", ">\r\n <a:", StringComparison.Ordinal)
            .Replace("></a:", ">\r\n </a:", StringComparison.Ordinal)),
        Fault.OfWire("variant.header-name-case", InLowerCase),
        Fault.OfWire("variant.other-reason-phrases", answer => OtherPhrases(answer)),
    ];

    /// <summary>The body in chunks, where there is one and the client knows chunks.</summary>
    internal static WireAnswer InChunks(WireAnswer answer) =>
        answer.Body.Length == 0 || IsToOldClient(answer) ? answer : Chunked(answer);

    internal static WireAnswer InLowerCase(WireAnswer answer) => answer with
    {
        Head = HeaderName().Replace(answer.Head, name => name.Value.ToLowerInvariant()),
    };

    /// <summary>A variant of the multi-status that sorts ids.</summary>
    internal static Fault Sorted(string id, Func<string, string> rewrite) => Fault.OfWire(id, answer =>
        answer.Status == 207 && answer.Text.Contains("<b:subscriptionID>", StringComparison.Ordinal)
            ? answer.WithText(rewrite(answer.Text))
            : answer);

    /// <summary>DAV: as the default namespace of the whole, the Exchange one declared where it is used, and li freed of the default.</summary>
    static string OtherPrefixes(string xml)
    {
        var exchange = ExchangeDeclaration().Match(xml).Groups[1].Value;
        return ExchangeDeclaration().Replace(xml, "")
            .Replace(" xmlns:a=", " xmlns=", StringComparison.Ordinal)
            .Replace("<a:", "<", StringComparison.Ordinal)
            .Replace("</a:", "</", StringComparison.Ordinal)
            .Replace("<b:subscriptionID>", $"""<ex:subscriptionID xmlns:ex="{exchange}" xmlns="">""", StringComparison.Ordinal)
            .Replace("</b:", "</ex:", StringComparison.Ordinal);
    }

    static string OnePerId(Match response) => string.Concat(
        Id().Matches(response.Value).Select(id => IdsOfResponse().Replace(response.Value, id.Value)));

    static string Reversed(string xml)
    {
        var responses = Response().Matches(xml).Select(r => IdsOfResponse().Replace(
            r.Value, ids => string.Concat(Id().Matches(ids.Value).Select(id => id.Value).Reverse()))).Reverse();
        return $"{xml[..xml.IndexOf("<a:response>", StringComparison.Ordinal)]}{string.Concat(responses)}</a:multistatus>";
    }

    /// <summary>HTTP/1.0 knows no chunks; Kestrel says keep-alive to those who speak it and ask for that.</summary>
    static bool IsToOldClient(WireAnswer answer) => answer["Connection"] is "keep-alive";

    static WireAnswer Chunked(WireAnswer answer)
    {
        var body = new List<byte>();
        foreach (var chunk in answer.Body.Chunk(ChunkBytes))
        {
            body.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n")));
            body.AddRange(chunk);
            body.AddRange("\r\n"u8);
        }
        body.AddRange("0\r\n\r\n"u8);
        return answer.Without("Content-Length").With("Transfer-Encoding", "chunked") with { Body = [.. body] };
    }

    static WireAnswer WithExtras(WireAnswer answer)
    {
        var extended = answer.With("X-Extra", "nobody asked").With("MS-Extension", "1; a=\"b, c\"");
        return answer.Status == 207
            ? extended.WithText(answer.Text
                .Replace("<a:response>", """<a:response><x:hint xmlns:x="urn:nobody:knows">a<x:deep/></x:hint>""", StringComparison.Ordinal)
                .Replace("</a:response>", "<a:extra/></a:response>", StringComparison.Ordinal))
            : extended;
    }

    static WireAnswer OtherPhrases(WireAnswer answer)
    {
        var outer = answer.WithStatus(answer.Status, answer.Status % 2 == 0 ? "" : "So Be It");
        return answer.Status == 207
            ? outer.WithText(InnerPhrase().Replace(answer.Text, line => line.Groups[1].Value + " As You Like It"))
            : outer;
    }

    [GeneratedRegex(" xmlns:b=\"([^\"]*)\"")]
    private static partial Regex ExchangeDeclaration();

    [GeneratedRegex("<a:response>.*?</a:response>")]
    private static partial Regex Response();

    [GeneratedRegex("(?:<li>[^<]*</li>)+")]
    private static partial Regex IdsOfResponse();

    [GeneratedRegex("<li>[^<]*</li>")]
    private static partial Regex Id();

    [GeneratedRegex("^[^:\r\n]+(?=:)", RegexOptions.Multiline)]
    private static partial Regex HeaderName();

    [GeneratedRegex("(HTTP/1.1 [0-9]{3})[^<]*(?=<)")]
    private static partial Regex InnerPhrase();
}
