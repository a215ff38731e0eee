using System.Collections.Immutable;
using System.Net;
using System.Text;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence;

/// <summary>Writes <c>***</c> over secrets in everything a run recorded, before any of it reaches a disk or a screen.</summary>
/// <remarks>
/// Values of the credential headers are starred wherever they stand; known secrets (passwords, tokens) everywhere, also
/// percent-encoded and in base64. Of a known Basic log-on the user's name stays, <c>Basic user0:***</c>, so that a reader
/// sees who asked and a reproduction can ask for that user's password. Lengths in the messages are left as they were.
/// </remarks>
public sealed class Redaction
{
    public const string Stars = "***";

    static readonly string[] Headers = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"];
    static readonly byte[] StarBytes = "***"u8.ToArray();

    readonly ImmutableArray<string> secrets;
    readonly ImmutableDictionary<string, string> logins;

    /// <param name="secrets">Empty ones are ignored. A secret that is a common word stars that word everywhere.</param>
    /// <param name="logins">Users and passwords that log on by Basic.</param>
    public Redaction(IEnumerable<string> secrets, IEnumerable<(string User, string Password)>? logins = null)
    {
        this.logins = (logins ?? []).DistinctBy(l => BasicLogin.Value(l.User, l.Password))
            .ToImmutableDictionary(l => BasicLogin.Value(l.User, l.Password), l => BasicLogin.Starred(l.User));
        this.secrets = Spellings(secrets);
    }

    static ImmutableArray<string> Spellings(IEnumerable<string> secrets) =>
    [
        .. secrets.Where(s => s.Length > 0)
            .SelectMany(s => new[] { s, Uri.EscapeDataString(s), WebUtility.UrlEncode(s), Convert.ToBase64String(Encoding.UTF8.GetBytes(s)) })
            .Distinct()
            .OrderByDescending(s => s.Length).ThenBy(s => s, StringComparer.Ordinal),
    ];

    public RunReport Apply(RunReport report) => report with
    {
        TargetUri = Text(report.TargetUri),
        Flags = [.. report.Flags.Select(Text)],
        Aborted = report.Aborted is null ? null : Text(report.Aborted),
        Leftovers = [.. report.Leftovers.Select(Text)],
        Capabilities = [.. report.Capabilities.Select(c => c with { Reason = Text(c.Reason), Probe = Apply(c.Probe) })],
        Scenarios = [.. report.Scenarios.Select(s => s with { Reason = Text(s.Reason), Cases = [.. s.Cases.Select(Apply)] })],
    };

    /// <summary>The same for what a baseline made of the run, so that its findings are those of the redacted report.</summary>
    public GateResult Apply(GateResult gate) => gate with
    {
        New = [.. gate.New.Select(n => n with { Finding = Apply(n.Finding) })],
        Explained = [.. gate.Explained.Select(e => e with { Finding = Apply(e.Finding) })],
    };

    public HttpMessage Apply(HttpMessage message) => message with
    {
        StartLine = Text(message.StartLine),
        Reason = Text(message.Reason),
        Target = Text(message.Target),
        Headers = [.. message.Headers.Select(h => h with { Value = IsCredential(h.Name) ? Credential(h.Value) : Text(h.Value) })],
        Body = Bytes(message.Body),
        Raw = Bytes(Head(message.Raw)),
        Flaws = [.. message.Flaws.Select(Text)],
    };

    public string Text(string text)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, Stars, StringComparison.Ordinal);
        return text;
    }

    Finding Apply(Finding finding) => finding with { Line = finding.Line is null ? null : Apply(finding.Line) };

    LineReport Apply(LineReport line) =>
        line with { Text = Text(line.Text), Expected = Text(line.Expected), Actual = Text(line.Actual) };

    CaseReport Apply(CaseReport run) => run with
    {
        Row = Text(run.Row),
        Reason = Text(run.Reason),
        Lines = [.. run.Lines.Select(Apply)],
        Transcript = Apply(run.Transcript),
    };

    ImmutableArray<TranscriptEntry> Apply(ImmutableArray<TranscriptEntry> entries) =>
        [.. entries.Select(e => e with { Message = e.Message is null ? null : Apply(e.Message), Text = Text(e.Text) })];

    string Credential(string value) =>
        logins.TryGetValue(value.Trim(), out var shown) ? shown : BasicLogin.UserOf(value.Trim()) is null ? Stars : value.Trim();

    static bool IsCredential(string name) => Headers.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);

    ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> bytes)
    {
        foreach (var secret in secrets)
        {
            // Header text is Latin-1 and bodies are UTF-8: a secret beyond ASCII may stand in either spelling.
            bytes = Replace(bytes, Encoding.UTF8.GetBytes(secret));
            if (!secret.All(char.IsAscii))
                bytes = Replace(bytes, Encoding.Latin1.GetBytes(secret));
        }
        return bytes;
    }

    static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> bytes, byte[] secret)
    {
        if (bytes.Span.IndexOf(secret) < 0)
            return bytes;
        var kept = new List<byte>(bytes.Length);
        var rest = bytes;
        for (var at = rest.Span.IndexOf(secret); at >= 0; at = rest.Span.IndexOf(secret))
        {
            kept.AddRange(rest[..at].Span);
            kept.AddRange(StarBytes);
            rest = rest[(at + secret.Length)..];
        }
        kept.AddRange(rest.Span);
        return kept.ToArray();
    }

    /// <summary>Stars the values of credential headers in raw bytes, with lines folded below them; the body is left alone.</summary>
    ReadOnlyMemory<byte> Head(ReadOnlyMemory<byte> raw)
    {
        var kept = new List<byte>(raw.Length);
        var rest = raw;
        var inSecret = false;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..(end + 1)];
            rest = rest[line.Length..];
            var text = Encoding.Latin1.GetString(line.Span).TrimEnd('\r', '\n');
            var ending = line[text.Length..];
            if (text.Length == 0)
            {
                kept.AddRange(line.Span);
                kept.AddRange(rest.Span);
                return kept.ToArray();
            }
            var isFolded = text[0] is ' ' or '\t';
            var colon = text.IndexOf(':');
            if (!isFolded)
                inSecret = colon > 0 && IsCredential(text[..colon]);
            if (inSecret && isFolded)
                continue;
            kept.AddRange(inSecret ? Encoding.Latin1.GetBytes($"{text[..colon]}: {Credential(text[(colon + 1)..])}") : Encoding.Latin1.GetBytes(text));
            kept.AddRange(ending.Span);
        }
        return kept.ToArray();
    }
}
