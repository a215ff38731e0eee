using System.Collections.Immutable;
using System.Text;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.SelfTests.Harness.Judging;

/// <summary>Judges an answer against lines as they would stand in a scenario.</summary>
sealed record Trial(string Expected)
{
    public static readonly Uri Request = new("http://mail.test/folder/");

    public Scope Scope { get; init; } = Scope.Empty;

    public ImmutableDictionary<string, string> Readings { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TimeSpan Elapsed { get; init; } = TimeSpan.FromSeconds(1);

    public int Arrivals { get; init; } = 1;

    /// <summary>Names bound to plain values.</summary>
    public Trial With(string name, string value) => this with { Scope = Scope.Bind(name, value) };

    /// <summary>A name bound to a made resource.</summary>
    public Trial WithResource(string name, string href) => this with { Scope = Scope.Bind(name, new Resource(href)) };

    public Trial AfterReading(string family, string reading) => this with { Readings = Readings.SetItem(family, reading) };

    /// <param name="message">Head and body with an empty line between; LF stands for CRLF in the head.</param>
    public Result Of(string message) => Of(new Answered(Messages.Parse(message), [], Elapsed));

    public Result Of(NoAnswerCause cause, string detail = "Nothing came.") => Of(new NoAnswer(cause, detail, default, Elapsed));

    /// <summary>A 207 whose body this is.</summary>
    public Result OfBody(string body) => Of($"HTTP/1.1 207 Multi-Status\nContent-Type: text/xml\n\n{body}");

    public Result OfBytes(byte[] body) => Of(new Answered(Messages.Parse("HTTP/1.1 200 OK\n\n") with { Body = body }, [], Elapsed));

    public Result Of(Reply reply)
    {
        var judged = Judge.Of(Received(), new Observation(reply, Request, Arrivals), Context());
        return new Result(judged, Text().Split('\n'));
    }

    public Received Received() => ScenarioParser.Parse("trial.scenario", Text()).Require().Statements.OfType<Received>().Last();

    public JudgingContext Context() => new(Scope, ScenarioParser.Parse("trial.scenario", Text()).Require().Prefixes, Readings);

    public string Text() => "scenario a.b\n  prefix   M = urn:test:m\n\n>>> GET /folder/\n" + Expected.ReplaceLineEndings("\n").TrimEnd() + "\n";
}

sealed record Resource(string Text) : IValue
{
    public bool IsResource => true;

    public string? Attribute(string name) => name == "uri" ? Text : null;
}

/// <summary>What judging said, found again by the text of a line.</summary>
sealed record Result(Judged Judged, string[] Source)
{
    public bool Holds => Judged.Holds;

    /// <summary>The result of the first line that starts so.</summary>
    public LineResult this[string start] => Judged.Lines.FirstOrDefault(line => Source[line.Line - 1].Trim().StartsWith(start, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"No result for a line that starts '{start}'. There are:\n{this}");

    public string? Captured(string name) => Judged.Captures.GetValueOrDefault(name)?.Text;

    public IEnumerable<string> Missed => Judged.Lines.Where(line => line.Outcome == Outcome.Missed).Select(line => Clean(Source[line.Line - 1]));

    public IEnumerable<string> NotJudged => Judged.Lines.Where(line => line.Outcome == Outcome.Blocked).Select(line => Clean(Source[line.Line - 1]));

    public override string ToString() => string.Join('\n', Judged.Lines.Select(line =>
        $"{line.Outcome,-8} {Source[line.Line - 1].Trim()} | expected {line.Expected} | actual {line.Actual}"));

    static string Clean(string line) => line.Split("  #")[0].Trim();
}

static class Messages
{
    public static HttpMessage Parse(string text)
    {
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = text[..split].Split('\n');
        var body = Encoding.UTF8.GetBytes(text[(split + 2)..]);
        var raw = Encoding.UTF8.GetBytes(string.Join("\r\n", head) + "\r\n\r\n").Concat(body).ToArray();
        var headers = head.Skip(1).Select(line => line.Split(':', 2)).Select(pair => new Header(pair[0], pair[1].Trim()));
        var start = head[0].Split(' ', 3);
        var message = new HttpMessage(head[0], [.. headers], body, raw);
        return start[0].StartsWith("HTTP/", StringComparison.Ordinal)
            ? message with { Status = int.Parse(start[1]), Reason = start.ElementAtOrDefault(2) ?? "" }
            : message with { Method = start[0], Target = start[1] };
    }
}
