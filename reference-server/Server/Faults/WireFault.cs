using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Conformance.Server.Faults;

/// <summary>Rewrites the bytes of one answer.</summary>
/// <param name="answer">A whole answer; what comes back goes on the wire.</param>
public delegate WireAnswer WireFault(WireAnswer answer);

/// <summary>One answer as bytes, with the method it answers.</summary>
/// <param name="Method">Empty when the request was refused before its method was known.</param>
/// <param name="Head">Status line and header lines, each with CRLF, without the empty line.</param>
public sealed partial record WireAnswer(string Method, string Head, byte[] Body)
{
    const string SubscriptionId = "Subscription-ID";

    /// <summary>The three digits of the status line.</summary>
    public int Status => int.Parse(Head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>True for an answer to a method with one of these statuses; none means any.</summary>
    public bool Answers(string method, params ReadOnlySpan<int> statuses) =>
        Method == method && (statuses.IsEmpty || statuses.Contains(Status));

    /// <summary>Another body, with a Content-Length that tells the truth about it.</summary>
    public WireAnswer WithBody(byte[] body) => this with
    {
        Head = ContentLength().Replace(Head, $"Content-Length: {body.Length}\r\n"),
        Body = body,
    };

    public WireAnswer WithText(string text) => WithBody(Encoding.UTF8.GetBytes(text));

    public WireAnswer WithStatus(int status, string reason) => this with
    {
        Head = $"HTTP/1.1 {status} {reason}{Head[Head.IndexOf('\r', StringComparison.Ordinal)..]}",
    };

    /// <summary>The value of a header that stands once; null when it is absent.</summary>
    public string? this[string header] => Line(header).Match(Head) is { Success: true } line ? line.Groups[1].Value : null;

    public WireAnswer Without(string header) => this with { Head = Line(header).Replace(Head, "") };

    /// <summary>The header with another value, wherever it stood.</summary>
    public WireAnswer With(string header, string value) => this with { Head = $"{Without(header).Head}{header}: {value}\r\n" };

    /// <summary>The answer with other ids in its Subscription-ID header; as it is when it has none.</summary>
    public WireAnswer MapIds(Func<string[], IEnumerable<string>> change) =>
        this[SubscriptionId] is { } ids ? With(SubscriptionId, string.Join(',', change(ids.Split(',')))) : this;

    static Regex Line(string header) =>
        new($@"^{Regex.Escape(header)}:[ \t]*([^\r\n]*)\r\n", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^Content-Length:[^\n]*\n", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ContentLength();
}
