using System.Globalization;
using System.Text;
using Conformance.Bench.Load;

namespace Conformance.Bench.Costs;

/// <summary>What a POLL costs the server next to an empty Kestrel handler that sends the same bytes.</summary>
/// <remarks>
/// One process for each contender, load from this one over 8 connections, turns A B B A in one run. A figure is the CPU of
/// the server's own process for each request; the ratio is the median of the ratios of neighbouring turns.
/// </remarks>
static class PollCost
{
    const int Connections = 8;
    const int Subscriptions = 5;
    const string Credentials = "Authorization: Basic dXNlcjA6dXNlcjA=\r\n";
    const string Folder = "/exchange/user0/Inbox/";

    public static async Task<int> RunAsync(BenchOptions options, TextWriter output)
    {
        using var server = await ChildProcess.StartAsync(Contender.Reference);
        var poll = await PollAsync(server.Url);
        var body = await BodyAsync(server.Url, poll);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, body, Encoding.Latin1);
            using var empty = await ChildProcess.StartAsync(Contender.Empty, file);
            await CompareAsync(options, server, empty, poll, output);
        }
        finally
        {
            File.Delete(file);
        }
        return 0;
    }

    static async Task CompareAsync(BenchOptions options, ChildProcess server, ChildProcess empty, string poll, TextWriter output)
    {
        using var onServer = await RawLoad.OpenAsync(server.Url, poll, Connections, 207);
        using var onEmpty = await RawLoad.OpenAsync(empty.Url, poll, Connections, 207);
        if (onServer.AnswerBytes != onEmpty.AnswerBytes)
            throw new InvalidOperationException($"Answers differ in length: {onServer.AnswerBytes} and {onEmpty.AnswerBytes} bytes.");
        (ChildProcess Process, RawLoad Load)[] contenders = [(empty, onEmpty), (server, onServer)];
        foreach (var (_, load) in contenders)
            await load.RunAsync(options.Requests);

        var found = contenders.Select(_ => new List<(double Cpu, double Bytes)>()).ToArray();
        foreach (var turn in Figures.Turns(contenders.Length, options.Rounds))
        {
            var (process, load) = contenders[turn];
            var before = await process.UsageAsync();
            await load.RunAsync(options.Requests);
            found[turn].Add((await process.UsageAsync()).Each(before, options.Requests));
        }
        var table = new Table("contender", "CPU us/request", "ratio", "bytes/request");
        for (var i = 0; i < contenders.Length; i++)
            table.Add(
                i == 0 ? "empty handler" : $"POLL of {Subscriptions} quiet ids",
                Figures.Of(Figures.Median(found[i].Select(t => t.Cpu)), "0.0"),
                Figures.Ratio(Figures.Median(found[i].Zip(found[0], (a, b) => a.Cpu / b.Cpu))),
                Figures.Of(Figures.Median(found[i].Select(t => t.Bytes)), "0"));
        output.WriteLine($"{onServer.AnswerBytes} bytes each, {Connections} connections, {options.Requests} requests a turn, median of {options.Rounds} rounds");
        table.Write(output);
    }

    /// <summary>A POLL of subscriptions that were just made; quiet ones, so that each answer is as long as the last.</summary>
    static async Task<string> PollAsync(Uri url)
    {
        var ids = new List<string>();
        for (var i = 0; i < Subscriptions; i++)
        {
            var answer = await RawLoad.AskAsync(url, $"SUBSCRIBE {Folder} HTTP/1.1\r\nHost: {url.Authority}\r\n{Credentials}"
                + "Notification-Type: update\r\nSubscription-Lifetime: 3600\r\nContent-Length: 0\r\n\r\n");
            const string name = "Subscription-ID: ";
            var at = answer.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                throw new InvalidOperationException($"SUBSCRIBE was answered: {answer}");
            var id = answer.AsSpan(at + name.Length);
            ids.Add(id[..id.IndexOf('\r')].ToString());
        }
        return string.Create(CultureInfo.InvariantCulture,
            $"POLL {Folder} HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n{Credentials}Subscription-ID: {string.Join(",", ids)}\r\nContent-Length: 0\r\n\r\n");
    }

    static async Task<string> BodyAsync(Uri url, string poll)
    {
        var answer = await RawLoad.AskAsync(url, poll);
        return answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }
}
