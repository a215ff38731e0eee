using System.Collections.Immutable;
using System.Text;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Evidence;

/// <summary>How to see an exchange again: our replay command, and lines for a shell that need none of our tools.</summary>
/// <remarks>
/// A Basic log-on becomes curl's <c>-u</c>: with the password where it is published (the bundled server's), else with
/// <c>$PASSWORD_USER</c>. Any other starred credential becomes <c>$AUTHORIZATION</c> (or <c>$COOKIE</c>). The reader sets these first.
/// X-Conformance is left out: it tells our own server which scenario speaks, and changes no answer.
/// </remarks>
public static class Reproduction
{
    /// <summary><c>conformance run notification.poll.dead-id-is-412 --target http://mine/ --user ann --password-file p</c>.</summary>
    /// <remarks>A row of discovery comes with any run. A password in a variable is taken from the variable again.</remarks>
    public static string Replay(RunReport report, ScenarioReport scenario) =>
        $"conformance run{(Words.Face(scenario) == Running.AnnouncedRows.Face ? "" : " " + Shell.Quote(scenario.Id))}"
        + string.Concat((report.Flags.IsEmpty ? ["--target", report.Target] : report.Flags).Select(w => " " + Shell.Quote(Words.OneLine(w))))
        + (report.Seed == 0 ? "" : $" --shuffle --seed {report.Seed}");

    /// <summary>What has to run before the shell lines of a run on the bundled server can reach it; null for any other target.</summary>
    public static string? Server(RunReport report) => report.PublishedPasswords.IsEmpty
        ? null
        : "conformance serve" + (report.Profile == "strict" ? "" : $" --profile {report.Profile}")
            + string.Concat(report.Faults.Select(fault => $" --fault {fault}"));

    /// <summary>Shell lines that send the judged request again; for what reached a listener, one that listens. Empty when nothing was sent.</summary>
    public static ImmutableArray<string> Of(RunReport report, Finding finding)
    {
        var transcript = finding.Case.Transcript;
        var judged = finding.Line?.Exchange is { } index && index >= 0 && index < transcript.Length ? index : transcript.Length - 1;
        if (judged < 0)
            return [];
        var entry = transcript[judged];
        if (entry.Kind == EntryKind.Received && entry.Message is { Status: 0, Method.Length: > 0 } arrival)
            return Arrival(report, transcript, judged, arrival);
        var request = Enumerable.Range(0, judged + 1).Reverse()
            .Select(i => transcript[i])
            .Where(IsRequest)
            .OrderByDescending(e => e.Actor == entry.Actor)
            .FirstOrDefault();
        return request is null ? [] : [Line(report, request)];
    }

    /// <summary>Every request of a case as a shell script, in order, with the waits between.</summary>
    public static string Script(RunReport report, ScenarioReport scenario, CaseReport run)
    {
        var text = new StringBuilder("#!/bin/sh\n");
        text.Append("# ").Append(scenario.Id).Append(run.Row.Length > 0 ? $"  {Words.OneLine(run.Row)}" : "").Append('\n');
        text.Append("# ").Append(Words.OneLine(scenario.Title)).Append('\n');
        if (Server(report) is { } server)
            text.Append("# First, in another terminal: ").Append(server).Append('\n');
        text.Append("# Ids and addresses are those of the recorded run: put in what your server answers.\n");
        foreach (var entry in run.Transcript)
            if (entry.Kind == EntryKind.Time)
                text.Append("\n# then +").Append(Words.OneLine(entry.Text.TrimStart('+'))).Append('\n');
            else if (entry.Kind == EntryKind.Note)
                text.Append("\n# ").Append(Words.OneLine(entry.Text)).Append('\n');
            else if (IsRequest(entry))
                text.Append(entry.IsSetup ? "\n# set-up\n" : "\n").Append(Line(report, entry)).Append('\n');
            else if (entry.Message is { Status: > 0 } answer)
                text.Append("# answer: ").Append(answer.Status).Append(' ').Append(Words.OneLine(answer.Reason)).Append('\n');
        return text.ToString();
    }

    /// <summary>Every request of a case that is text, in the <c>.http</c> form editors run.</summary>
    public static string HttpFile(RunReport report, ScenarioReport scenario, CaseReport run)
    {
        var text = new StringBuilder("# ").Append(scenario.Id).Append('\n');
        foreach (var entry in run.Transcript.Where(IsRequest))
        {
            var message = entry.Message!;
            text.Append("\n### ").Append(entry.IsSetup ? "set-up, " : "").Append("line ").Append(entry.Line).Append('\n');
            if (!MessageBytes.CanBeWritten(message) || !Shell.IsPlain(Encoding.Latin1.GetBytes(Visible(message))))
            {
                text.Append("# Not in this form: the request holds bytes an .http file cannot carry. See the shell script.\n");
                continue;
            }
            text.Append(message.Method).Append(' ').Append(Url(report, message)).Append('\n');
            foreach (var header in message.Headers.Where(h => !IsAdded(h.Name)))
                text.Append(header.Name).Append(": ").Append(HttpFileValue(report, header)).Append('\n');
            if (!message.Body.IsEmpty)
                text.Append('\n').Append(Encoding.UTF8.GetString(message.Body.Span).ReplaceLineEndings("\n")).Append('\n');
        }
        return text.ToString();
    }

    static bool IsRequest(TranscriptEntry entry) => entry is { Kind: EntryKind.Sent, IsDatagram: false, Message.Status: 0 };

    static string Line(RunReport report, TranscriptEntry entry) =>
        MessageBytes.CanBeWritten(entry.Message!) && !entry.Message!.Headers.Any(h => h.Value.Contains('\n'))
        // A client that is told both frames the body by one of them and waits for the other.
        && (entry.Message["Transfer-Encoding"] is null || entry.Message["Content-Length"] is null)
            ? Curl(report, entry.Message)
            : Netcat(report, entry.Message!);

    static string Curl(RunReport report, HttpMessage message)
    {
        var line = new StringBuilder();
        var plain = Shell.IsPlain(message.Body.Span);
        if (!plain)
            line.Append(Shell.Printf(message.Body.Span)).Append(" | ");
        var url = Visible(Url(report, message));
        line.Append("curl -i");
        if (url.Contains("/.", StringComparison.Ordinal))
            line.Append(" --path-as-is");
        if (url.AsSpan().ContainsAny("[]{}"))
            line.Append(" --globoff");
        if (message.StartLine.EndsWith("HTTP/1.0", StringComparison.Ordinal))
            line.Append(" --http1.0");
        line.Append(message.Method switch
        {
            "HEAD" => " --head",
            "GET" when message.Body.IsEmpty => "",
            _ => $" -X {Shell.Quote(message.Method)}",
        });
        var target = new Uri(report.TargetUri, UriKind.Absolute);
        foreach (var header in message.Headers)
            if (header.Name.Equals("Host", StringComparison.OrdinalIgnoreCase) ? header.Value != target.Authority : !IsAdded(header.Name))
                line.Append(Option(report, header));
        // What curl would add by itself and the recorded request did not have. Its Accept: */* says what silence says.
        foreach (var name in message.Body.IsEmpty ? ["User-Agent"] : new[] { "User-Agent", "Content-Type" })
            if (message[name] is null)
                line.Append(" -H ").Append(Shell.Quote(name + ":"));
        if (!message.Body.IsEmpty)
            line.Append(plain ? $" --data-raw {Shell.Quote(Encoding.ASCII.GetString(message.Body.Span))}" : " --data-binary @-");
        if (!message.Target.StartsWith('/'))
            line.Append(" --request-target ").Append(Shell.Quote(Visible(message.Target)));
        return line.Append(' ').Append(Shell.Quote(url)).ToString();
    }

    static string Option(RunReport report, Header header) =>
        BasicLogin.UserOf(header.Value) is { } user ? $" -u {Login(report, user)}"
        : header.Name == "User-Agent" && header.Value.Length > 0 && Shell.IsPlain(Encoding.Latin1.GetBytes(header.Value))
            ? $" -A {Shell.Quote(header.Value)}"
            : $" -H {Header(header)}";

    /// <summary>The argument of curl's -u.</summary>
    static string Login(RunReport report, string user) => report.PublishedPasswords.TryGetValue(user, out var password)
        ? Shell.Quote($"{user}:{password}")
        : $"{Shell.Quote(user + ":")}\"${Variable("PASSWORD_" + user)}\"";

    static string HttpFileValue(RunReport report, Header header) =>
        header.Value == Redaction.Stars ? "{{" + Variable(header.Name) + "}}"
        : BasicLogin.UserOf(header.Value) is not { } user ? header.Value
        : $"Basic {user}:{(report.PublishedPasswords.GetValueOrDefault(user) ?? "{{" + Variable("PASSWORD_" + user) + "}}")}";

    static string Header(Header header)
    {
        if (header.Value == Redaction.Stars)
            return $"\"{header.Name}: ${Variable(header.Name)}\"";
        if (header.Value.Length == 0)
            return Shell.Quote(header.Name + ";");
        var text = $"{header.Name}: {header.Value}";
        return Shell.IsPlain(Encoding.Latin1.GetBytes(text))
            ? Shell.Quote(text)
            : $"\"$({Shell.Printf(Encoding.Latin1.GetBytes(text))})\"";
    }

    static string Netcat(RunReport report, HttpMessage message)
    {
        var target = new Uri(report.TargetUri, UriKind.Absolute);
        var to = target.Scheme == Uri.UriSchemeHttps
            ? $"openssl s_client -quiet -connect {Shell.Quote(target.Host)}:{Shell.Port(target.Port)}"
            : $"nc {Shell.Quote(target.Host)} {Shell.Port(target.Port)}";
        return $"{Shell.Printf(LoggedOn(report, message))} | {to}";
    }

    /// <summary>The bytes of a request with published log-ons written out again.</summary>
    static byte[] LoggedOn(RunReport report, HttpMessage message)
    {
        var text = Encoding.Latin1.GetString(MessageBytes.Of(message).Span);
        foreach (var (user, password) in report.PublishedPasswords)
            text = text.Replace(BasicLogin.Starred(user), BasicLogin.Value(user, password), StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>For a message that came to us: listen where the Call-Back pointed, then ask for it again.</summary>
    static ImmutableArray<string> Arrival(
        RunReport report, ImmutableArray<TranscriptEntry> transcript, int judged, HttpMessage arrival)
    {
        for (var i = judged - 1; i >= 0; i--)
            if (IsRequest(transcript[i]) && CallBack(transcript[i].Message!) is { } uri && Leads(uri, arrival))
                return
                [
                    uri.Scheme.Equals("httpu", StringComparison.OrdinalIgnoreCase)
                        ? $"nc -u -l {Shell.Port(uri.Port)}"
                        : $"nc -l {Shell.Port(uri.Port)}",
                    Line(report, transcript[i]),
                ];
        return [];
    }

    static Uri? CallBack(HttpMessage message) =>
        Uri.TryCreate(message["Call-Back"]?.Trim('<', '>'), UriKind.Absolute, out var uri) && uri.Port > 0 ? uri : null;

    static bool Leads(Uri callBack, HttpMessage arrival) =>
        arrival.Target.Contains(callBack.AbsolutePath.TrimEnd('/'), StringComparison.Ordinal);

    /// <summary>Where the request went: to the target, also when its own words name another host.</summary>
    static string Url(RunReport report, HttpMessage message)
    {
        var target = new Uri(report.TargetUri, UriKind.Absolute);
        var isAbsolute = Uri.TryCreate(message.Target, UriKind.Absolute, out var named) && named.Scheme is "http" or "https";
        return isAbsolute && named!.Authority == target.Authority ? message.Target
            : target.GetLeftPart(UriPartial.Authority)
                + (isAbsolute ? named!.PathAndQuery : message.Target.StartsWith('/') ? Visible(message.Target) : "/");
    }

    /// <summary>What a tool adds by itself, and the header by which only our own control port knows a scenario.</summary>
    static bool IsAdded(string name) =>
        name.Equals("Host", StringComparison.OrdinalIgnoreCase)
        || name.Equals(ControlNames.ScenarioHeader, StringComparison.OrdinalIgnoreCase)
        || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);

    static string Variable(string name) =>
        string.Concat(name.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    /// <summary>A target with bytes that no command line carries percent-encoded.</summary>
    static string Visible(string target) =>
        string.Concat(target.Select(c => c is > ' ' and <= '~' ? c.ToString() : $"%{(int)c & 0xFF:X2}"));

    static string Visible(HttpMessage message) =>
        message.Target + string.Concat(message.Headers.Select(h => h.Name + h.Value))
        + Encoding.Latin1.GetString(message.Body.Span).Replace("\n", "").Replace("\r", "").Replace("\t", "");
}
