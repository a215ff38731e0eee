using System.Collections.Immutable;
using System.Globalization;
using Conformance.Harness.Judging;
using Conformance.Harness.Judging.ClientJudge;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running.Canned;

/// <summary>A message of a recording, with who spoke and when.</summary>
/// <param name="At">Since the start of the recording, by its <c>then</c> lines.</param>
public sealed record RecordedMessage(string Actor, bool IsSent, HttpMessage Message, TimeSpan At)
{
    /// <summary>True for what was neither asked for nor an answer: a NOTIFY that arrived, a datagram that was sent.</summary>
    public bool IsAlone { get; init; }

    /// <summary>True for what our side, or a client, answered to a message that had reached it.</summary>
    public bool IsReply { get; init; }
}

/// <summary>Reads a recording back into the messages it shows.</summary>
public static class RecordedMessages
{
    /// <exception cref="FormatException">A line is nothing that a recording can show.</exception>
    public static ImmutableArray<RecordedMessage> Of(ScenarioFile recording)
    {
        var messages = ImmutableArray.CreateBuilder<RecordedMessage>();
        var now = TimeSpan.Zero;
        foreach (var statement in recording.Statements)
            switch (statement)
            {
                case Then then:
                    now += Durations.Of(then.Amount.Source, then.Unit)
                        ?? throw Unreadable(recording, then.Line, "no time that can pass");
                    break;
                case Sent { What: RequestLine line } sent:
                    messages.Add(new RecordedMessage(sent.Actor ?? Actors.Default, true, Request(line, sent), now));
                    break;
                case Sent { What: Datagram } sent:
                    messages.Add(new RecordedMessage(sent.Actor ?? Actors.Default, true, Bytes(Body(sent.Body)), now) { IsAlone = true });
                    break;
                case Sent { What: AnswerLine line } sent:
                    messages.Add(new RecordedMessage(sent.Actor ?? Actors.Default, true,
                        Status(line.Status, line.Reason, sent.Headers, sent.Body), now)
                    { IsReply = true });
                    break;
                case Received { Options: [{ What: ArrivalLine line } option] } received:
                    messages.Add(new RecordedMessage(received.Actor ?? Actors.Default, false, RequestBytes.Build(
                        line.Method, Text(line.Target), line.Version ?? "HTTP/1.1", Headers(option.Headers), Body(option.Body)), now)
                    { IsAlone = true });
                    break;
                case Received received:
                    messages.Add(new RecordedMessage(received.Actor ?? Actors.Default, false, Answer(recording, received), now));
                    break;
                default:
                    throw Unreadable(recording, statement.Line, "a recording holds requests, answers, datagrams and time only");
            }
        return messages.ToImmutable();
    }

    /// <summary>When the recording ended, on the scale of <see cref="Exchanges"/>.</summary>
    public static DateTimeOffset EndOf(ScenarioFile recording) => DateTimeOffset.UnixEpoch + recording.Statements.OfType<Then>()
        .Aggregate(TimeSpan.Zero, (sum, then) => sum + (Durations.Of(then.Amount.Source, then.Unit) ?? TimeSpan.Zero));

    /// <summary>Pairs each request with the next answer to the same actor; what came or went alone stands alone.</summary>
    public static IEnumerable<(string Actor, RecordedExchange Exchange)> Exchanges(ScenarioFile recording)
    {
        var origin = DateTimeOffset.UnixEpoch;
        var messages = Of(recording);
        for (var i = 0; i < messages.Length; i++)
        {
            var request = messages[i];
            var next = messages.Skip(i + 1).FirstOrDefault(m => m.Actor == request.Actor && (request.IsAlone || !(m.IsAlone || m.IsReply)));
            if (request.IsAlone)
            {
                var reply = next is { IsReply: true } && !request.IsSent ? next : null;
                yield return (request.Actor, new RecordedExchange(
                    request.Message, reply?.Message, origin + request.At, origin + (reply?.At ?? request.At))
                {
                    Kind = request.IsSent ? TrafficKind.Datagram : TrafficKind.Arrival,
                });
            }
            if (!request.IsSent || request.IsAlone || request.IsReply)
                continue;
            var answer = next is { IsSent: false } ? next : null;
            yield return (request.Actor, new RecordedExchange(
                request.Message, answer?.Message, origin + request.At, origin + (answer?.At ?? request.At)));
        }
    }

    static HttpMessage Request(RequestLine line, Sent sent) => RequestBytes.Build(
        line.Methods[0], Text(line.Target), line.Version ?? "HTTP/1.1", Headers(sent.Headers), Body(sent.Body));

    static HttpMessage Bytes(byte[] bytes) => new(RequestBytes.Text(bytes).Split("\r\n")[0], [], default, bytes);

    static HttpMessage Answer(ScenarioFile recording, Received received)
    {
        var option = received.Options[0];
        if (option.What is not StatusLine { Statuses.Items: [var status] } line || !int.TryParse(status, out var number))
            throw Unreadable(recording, received.Line, "an answer of a recording has one status");
        return Status(number, line.Reason, option.Headers, option.Body);
    }

    static HttpMessage Status(int status, string? reason, ImmutableArray<Choice<HeaderLine>> headers, Body? body) =>
        RequestBytes.Build("HTTP/1.1", status.ToString("000", CultureInfo.InvariantCulture), reason ?? "", Headers(headers), Body(body))
            with
        { Status = status, Reason = reason ?? "", Method = "", Target = "", Version = "HTTP/1.1" };

    static IEnumerable<Header> Headers(ImmutableArray<Choice<HeaderLine>> headers) =>
        headers.Select(h => new Header(h.First.Name, Text(h.First.Value)));

    static string Text(Template template) => RequestBytes.Text(Scope.Empty.Render(template));

    static byte[] Body(Body? body) => body is null ? [] : BodyBytes.Of(body, Scope.Empty);

    static FormatException Unreadable(ScenarioFile recording, int line, string reason) => new($"{recording.Path}:{line}: {reason}");
}
