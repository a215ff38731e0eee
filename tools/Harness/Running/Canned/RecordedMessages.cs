using System.Collections.Immutable;
using Conformance.Harness.Judging;
using Conformance.Harness.Judging.ClientJudge;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running.Canned;

/// <summary>A message of a recording, with who spoke and when.</summary>
/// <param name="At">Since the start of the recording, by its <c>then</c> lines.</param>
public sealed record RecordedMessage(string Actor, bool IsSent, HttpMessage Message, TimeSpan At);

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
                case Received received:
                    messages.Add(new RecordedMessage(received.Actor ?? Actors.Default, false, Answer(recording, received), now));
                    break;
                default:
                    throw Unreadable(recording, statement.Line, "a recording holds requests, answers and time only");
            }
        return messages.ToImmutable();
    }

    /// <summary>Pairs each request with the next answer to the same actor.</summary>
    public static IEnumerable<(string Actor, RecordedExchange Exchange)> Exchanges(ScenarioFile recording)
    {
        var origin = DateTimeOffset.UnixEpoch;
        var messages = Of(recording);
        for (var i = 0; i < messages.Length; i++)
        {
            var request = messages[i];
            if (!request.IsSent)
                continue;
            var next = messages.Skip(i + 1).FirstOrDefault(m => m.Actor == request.Actor);
            var answer = next is { IsSent: false } ? next : null;
            yield return (request.Actor, new RecordedExchange(
                request.Message, answer?.Message, origin + request.At, origin + (answer?.At ?? request.At)));
        }
    }

    static HttpMessage Request(RequestLine line, Sent sent) => RequestBytes.Build(
        line.Methods[0], Text(line.Target), line.Version ?? "HTTP/1.1", Headers(sent.Headers), Body(sent.Body));

    static HttpMessage Answer(ScenarioFile recording, Received received)
    {
        var option = received.Options[0];
        if (option.What is not StatusLine { Statuses.Items: [var status] } line || !int.TryParse(status, out var number))
            throw Unreadable(recording, received.Line, "an answer of a recording has one status");
        var message = RequestBytes.Build("HTTP/1.1", status, line.Reason ?? "", Headers(option.Headers), Body(option.Body));
        return message with { Status = number, Reason = line.Reason ?? "", Method = "", Target = "", Version = "HTTP/1.1" };
    }

    static IEnumerable<Header> Headers(ImmutableArray<Choice<HeaderLine>> headers) =>
        headers.Select(h => new Header(h.First.Name, Text(h.First.Value)));

    static string Text(Template template) => RequestBytes.Text(Scope.Empty.Render(template));

    static byte[] Body(Body? body) => body is null ? [] : BodyBytes.Of(body, Scope.Empty);

    static FormatException Unreadable(ScenarioFile recording, int line, string reason) => new($"{recording.Path}:{line}: {reason}");
}
