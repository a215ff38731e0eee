using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Language;

/// <summary>One message as it went over the wire, with secrets starred out.</summary>
/// <param name="IsSent">True for what we sent.</param>
/// <param name="Actor">The connection, listener or account; null for the only one there is.</param>
/// <param name="At">Since the start of the recording.</param>
public sealed record RecordedMessage(bool IsSent, string? Actor, TimeSpan At, HttpMessage Message)
{
    /// <summary>Written above the message as a comment: a decoded tree, what cannot be said in the language.</summary>
    public ImmutableArray<string> Comments { get; init; } = [];

    /// <summary>True for a datagram we sent: its bytes stand as they are.</summary>
    public bool IsDatagram { get; init; }
}

/// <param name="Id">The scenario that ran.</param>
/// <param name="Target">The name of the target.</param>
/// <param name="Taken">When; written in UTC.</param>
/// <param name="Clock">control or real.</param>
public sealed record RecordingHead(string Id, string Target, DateTimeOffset Taken, string Clock);

/// <summary>One thing that went wrong, written below the recording.</summary>
/// <param name="Judgement">What was broken: <c>MUST POLL-03</c>.</param>
public sealed record RecordedFailure(string Judgement, string ScenarioId, int Line, string Expected, string Actual);

/// <summary>Writes conversations in the language, with everything visible: the file reads back to the same bytes.</summary>
/// <remarks>Canonical by construction: printing what was parsed gives the same text.</remarks>
public static class RecordingWriter
{
    /// <param name="messages">In the order they happened.</param>
    public static string Write(
        RecordingHead head, IEnumerable<RecordedMessage> messages, IEnumerable<RecordedFailure>? failures = null)
    {
        var text = new StringBuilder();
        text.Append("recording ").Append(head.Id).Append('\n');
        Field(text, "target", head.Target);
        Field(text, "taken", head.Taken.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Field(text, "clock", head.Clock);
        text.Append('\n');
        var before = TimeSpan.Zero;
        foreach (var message in messages)
        {
            Write(text, message, before);
            before = message.At;
        }
        foreach (var failure in failures ?? [])
            Write(text, failure);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>One message in the language, without the time before it.</summary>
    public static string Show(RecordedMessage message)
    {
        var text = new StringBuilder();
        WriteMessage(text, message);
        return text.ToString();
    }

    static void Field(StringBuilder text, string name, string value) =>
        text.Append("  ").Append(name.PadRight(8)).Append(' ').Append(Escapes.Quote(value)).Append('\n');

    static void Write(StringBuilder text, RecordedMessage message, TimeSpan before)
    {
        // Whole milliseconds of both ends: the sum of what is written never drifts from the clock.
        var passed = Math.Max(0, Milliseconds(message.At) - Milliseconds(before));
        text.Append("then   +").Append((passed / 1000m).ToString("0.###", CultureInfo.InvariantCulture)).Append("s\n");
        WriteMessage(text, message);
    }

    static long Milliseconds(TimeSpan at) => at.Ticks / TimeSpan.TicksPerMillisecond;

    static void WriteMessage(StringBuilder text, RecordedMessage message)
    {
        foreach (var comment in message.Comments)
            Comment(text, 0, comment);
        var arrow = message.IsSent ? ">>>" : "<<<";
        var speaker = message.Actor is null ? "" : Name(message.Actor) + " ";
        var start = StartLine(message);
        if (start is null && !message.IsSent)
        {
            Comment(text, 0, $"bytes that are no message: {Escapes.Quote(message.Message.Raw.Span)}");
            text.Append(speaker).Append("<<< closed\n");
            return;
        }
        text.Append(speaker).Append(arrow).Append(' ').Append(start ?? (message.IsDatagram ? "datagram" : "raw")).Append('\n');
        if (start is null)
        {
            WriteBody(text, message.Message.Raw.Span);
            return;
        }
        foreach (var header in message.Message.Headers)
            WriteHeader(text, header);
        WriteBody(text, message.Message.Body.Span);
    }

    /// <summary>What follows the arrow, or null when only the bytes can say it.</summary>
    static string? StartLine(RecordedMessage recorded)
    {
        var message = recorded.Message;
        if (recorded.IsDatagram && recorded.IsSent)
            return null;
        if (message.Status is >= 100 and <= 999)
        {
            var status = message.Status.ToString(CultureInfo.InvariantCulture);
            return message.Reason.Length == 0 ? status : $"{status} {Escapes.Quote(Latin1(message.Reason))}";
        }
        var version = message.StartLine.EndsWith(" HTTP/1.1", StringComparison.Ordinal) ? "HTTP/1.1"
            : message.StartLine.EndsWith(" HTTP/1.0", StringComparison.Ordinal) ? "HTTP/1.0" : null;
        if (version is null || !Words.IsToken(message.Method) || message.Target.Length == 0)
            return null;
        var hasOddHeader = message.Headers.Any(header => !Words.IsToken(header.Name));
        return recorded.IsSent && (hasOddHeader || Words.Statements.Contains(message.Method) || message.Method is "raw" or "datagram" or "close")
            ? null
            : $"{message.Method} {Escapes.QuoteWord(Latin1(message.Target))} {version}";
    }

    static void WriteHeader(StringBuilder text, Header header)
    {
        var value = Escapes.Quote(Latin1(header.Value));
        if (!Words.IsToken(header.Name))
            Comment(text, 4, $"a line that is no header: {Escapes.Quote(Latin1(header.Name))}: {value}");
        else
            text.Append("    ").Append(header.Name).Append(value.Length == 0 ? ":" : ": ").Append(value).Append('\n');
    }

    static void WriteBody(StringBuilder text, ReadOnlySpan<byte> body)
    {
        foreach (var line in BodyText.Show(body))
            text.Append("    ").Append(line).Append('\n');
    }

    static void Write(StringBuilder text, RecordedFailure failure)
    {
        text.Append('\n')
            .Append("#! FAIL ").Append(OneLine(failure.Judgement)).Append("  ").Append(failure.ScenarioId).Append(':').Append(failure.Line).Append('\n')
            .Append("#!   expected  ").Append(OneLine(failure.Expected)).Append('\n')
            .Append("#!   actual    ").Append(OneLine(failure.Actual)).Append('\n');
    }

    static void Comment(StringBuilder text, int indent, string comment) =>
        text.Append(' ', indent).Append(OneLine($"# {comment}")).Append('\n');

    /// <summary>Text that may hold anything, on one line that ends visibly.</summary>
    static string OneLine(string value) => Escapes.Quote(value).Replace(@"  \#", "  #", StringComparison.Ordinal);

    /// <summary>Names on the wire side are free; in the language they are letters, digits and underscores.</summary>
    static string Name(string actor)
    {
        var name = string.Concat(actor.Select(c => Words.IsNamePart(c) ? c : '_'));
        return Words.IsName(name) && !Words.Statements.Contains(name) ? name : $"c{name}";
    }

    static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
