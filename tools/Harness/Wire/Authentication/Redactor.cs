using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Conformance.Harness.Wire.Authentication;

/// <summary>Takes secrets out of what is shown or kept: they become <c>***</c>.</summary>
/// <remarks>
/// Values of Authorization, Proxy-Authorization, Cookie and Set-Cookie go whatever they are; known secrets go wherever
/// they stand, plain or as a form writes them. A password that equals a public word, such as the user's name, must not
/// be given: it would blacken every path.
/// </remarks>
public sealed partial class Redactor
{
    const string Blackened = "***";
    readonly ImmutableArray<string> secrets;

    /// <param name="secrets">Known secrets; empty ones are ignored.</param>
    public Redactor(IEnumerable<string> secrets) => this.secrets =
    [
        .. secrets
            .Where(s => s.Length > 0)
            .SelectMany(s => new[] { s, RequestBytes.Text(Encoding.UTF8.GetBytes(s)), WebUtility.UrlEncode(s), Uri.EscapeDataString(s) })
            .Distinct()
            .OrderByDescending(s => s.Length),
    ];

    public string Redact(string text) =>
        secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, Blackened, StringComparison.Ordinal));

    /// <summary>The message with every part of it redacted, its bytes too.</summary>
    public HttpMessage Redact(HttpMessage message) => message with
    {
        StartLine = Redact(message.StartLine),
        Reason = Redact(message.Reason),
        Target = Redact(message.Target),
        Headers = [.. message.Headers.Select(Redact)],
        Trailers = [.. message.Trailers.Select(Redact)],
        Body = Redact(message.Body),
        Raw = RedactHead(message.Raw),
        Flaws = [.. message.Flaws.Select(Redact)],
    };

    Header Redact(Header header) =>
        header with { Value = SecretName().IsMatch(header.Name) ? Blackened : Redact(header.Value) };

    ReadOnlyMemory<byte> RedactHead(ReadOnlyMemory<byte> raw)
    {
        var end = raw.Span.IndexOf("\r\n\r\n"u8);
        var head = end < 0 ? raw : raw[..(end + 4)];
        var text = RequestBytes.Text(head.Span);
        var clean = Redact(SecretLine().Replace(text, "${name}" + Blackened));
        var body = Redact(raw[head.Length..]);
        if (clean == text && body.Equals(raw[head.Length..]))
            return raw;
        byte[] joined = [.. Encoding.Latin1.GetBytes(clean), .. body.Span];
        return joined;
    }

    ReadOnlyMemory<byte> Redact(ReadOnlyMemory<byte> bytes)
    {
        var holdsSome = false;
        foreach (var secret in secrets)
            holdsSome |= secret.All(c => c <= 0xFF) && bytes.Span.IndexOf(Encoding.Latin1.GetBytes(secret)) >= 0;
        return holdsSome ? Encoding.Latin1.GetBytes(Redact(RequestBytes.Text(bytes.Span))) : bytes;
    }

    [GeneratedRegex("^(proxy-)?authorization$|^(set-)?cookie2?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    /// <remarks>A value goes on over folded lines.</remarks>
    [GeneratedRegex(@"(?<=\n)(?<name>((proxy-)?authorization|(set-)?cookie2?)[ \t]*:[ \t]*)([^\n]|\n[ \t])*?(?=\r?(\n(?![ \t])|$))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretLine();
}
