using System.Text.RegularExpressions;

namespace Conformance.Server.Faults;

/// <summary>Rewrites the bytes of one answer.</summary>
/// <param name="answer">A whole answer; what comes back goes on the wire.</param>
public delegate WireAnswer WireFault(WireAnswer answer);

/// <summary>One answer as bytes, with the method it answers.</summary>
/// <param name="Method">Empty when the request was refused before its method was known.</param>
/// <param name="Head">Status line and header lines, each with CRLF, without the empty line.</param>
public sealed record WireAnswer(string Method, string Head, byte[] Body)
{
    /// <summary>Another body, with a Content-Length that tells the truth about it.</summary>
    public WireAnswer WithBody(byte[] body) => this with
    {
        Head = ContentLength.Replace(Head, $"Content-Length: {body.Length}\r\n"),
        Body = body,
    };

    static readonly Regex ContentLength = new(@"(?im)^Content-Length:[^\n]*\n", RegexOptions.CultureInvariant);
}
