using System.Globalization;

namespace Conformance.Harness.Wire;

/// <summary>How the end of a body is known.</summary>
internal enum BodyForm
{
    None,
    Length,
    Chunked,

    /// <summary>All bytes up to the end of the connection.</summary>
    UntilEnd,
}

/// <summary>What the head says about the body. Source: RFC 9112, section 6.3.</summary>
/// <param name="Fault">Set when the head contradicts itself so that no end can be known.</param>
internal readonly record struct Framing(BodyForm Form, long Length = 0, NoAnswerCause? Cause = null, string Fault = "")
{
    static Framing Broken(string fault) => new(BodyForm.None, Cause: NoAnswerCause.Malformed, Fault: fault);

    /// <summary>The framing of an answer to a request with this method.</summary>
    public static Framing OfAnswer(HttpMessage head, string requestMethod, Flaws flaws)
    {
        if (head.Status is >= 100 and < 200 or 204)
        {
            if (head["Content-Length"] is not null)
                flaws.Add($"A {head.Status} answer carries Content-Length.");
            if (head["Transfer-Encoding"] is not null)
                flaws.Add($"A {head.Status} answer carries Transfer-Encoding.");
            return default;
        }

        if (head.Status == 304 || requestMethod == "HEAD" || requestMethod == "CONNECT" && head.Status / 100 == 2)
            return default;
        return OfHeaders(head, BodyForm.UntilEnd, flaws);
    }

    public static Framing OfRequest(HttpMessage head, Flaws flaws) => OfHeaders(head, BodyForm.None, flaws);

    static Framing OfHeaders(HttpMessage head, BodyForm unsaid, Flaws flaws)
    {
        var coding = head["Transfer-Encoding"];
        var length = head["Content-Length"];
        if (coding is not null)
        {
            if (length is not null)
                flaws.Add("The message carries Transfer-Encoding and Content-Length at once.");
            if (head.Version == "HTTP/1.0")
                flaws.Add("An HTTP/1.0 message carries Transfer-Encoding.");
            var codings = coding.Split(',', StringSplitOptions.TrimEntries);
            if (codings.Length > 1)
                flaws.Add($"Transfer-Encoding '{coding}': only chunked is undone, the body is shown as coded.");
            if (codings[^1].Equals("chunked", StringComparison.OrdinalIgnoreCase))
                return new(BodyForm.Chunked);
            flaws.Add($"Transfer-Encoding '{coding}' does not end with chunked.");
            if (unsaid == BodyForm.None)
                return Broken($"The end of the body cannot be known: Transfer-Encoding is '{coding}'.");
            if (!coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
                return new(BodyForm.UntilEnd);
        }

        return length is null ? new(unsaid) : OfLength(length, flaws);
    }

    static Framing OfLength(string text, Flaws flaws)
    {
        var values = text.Split(',', StringSplitOptions.TrimEntries);
        foreach (var value in values)
            if (value.Length == 0 || !value.All(char.IsAsciiDigit))
                return Broken($"Content-Length '{text}' is no number.");
            else if (value != values[0])
                return Broken($"Content-Length has two different values: '{text}'.");
        if (values.Length > 1)
            flaws.Add("Content-Length is given more than once.");
        return long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? new(BodyForm.Length, length)
            : new(BodyForm.None, Cause: NoAnswerCause.TooLarge, Fault: $"Content-Length {values[0]} is beyond all bounds.");
    }
}
