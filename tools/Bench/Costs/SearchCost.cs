using System.Globalization;
using Conformance.Bench.Load;

namespace Conformance.Bench.Costs;

/// <summary>How fast a SEARCH of 10,000 rows comes, next to an empty handler that writes the same bytes in pieces as large.</summary>
/// <remarks>One process for each contender, one connection, turns A B B A; CPU is that of the server's own process.</remarks>
static class SearchCost
{
    const int Rows = 10_000;
    const string Folder = "/public/subtest/filled";

    public static async Task<int> RunAsync(BenchOptions options, TextWriter output)
    {
        var requests = Math.Max(1, options.Requests / 1000);
        using var server = await ChildProcess.StartAsync(Contender.Filled);
        await RawLoad.AskAsync(server.Url, SearchRequest.Fill(Folder, Rows));
        var search = SearchRequest.Search(Folder);
        using var onServer = await WholeAnswer.OpenAsync(server.Url);
        var (answer, bytes) = await onServer.AskAsync(search, int.MaxValue);
        if (!answer.StartsWith("HTTP/1.1 207", StringComparison.Ordinal))
            throw new InvalidOperationException($"SEARCH was answered: {answer[..Math.Min(answer.Length, 500)]}");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Chunks.BodyOf(answer));
            using var empty = await ChildProcess.StartAsync(Contender.Pieces, file);
            using var onEmpty = await WholeAnswer.OpenAsync(empty.Url);
            await CompareAsync(options, requests, search, bytes, [(empty, onEmpty), (server, onServer)], output);
        }
        finally
        {
            File.Delete(file);
        }
        return 0;
    }

    static async Task CompareAsync(
        BenchOptions options, int requests, string search, long bytes, (ChildProcess Process, WholeAnswer Answers)[] contenders, TextWriter output)
    {
        foreach (var (_, answers) in contenders)
            await AskAsync(answers, search, requests, bytes);
        var found = contenders.Select(_ => new List<(double Cpu, double Allocated, double Seconds)>()).ToArray();
        foreach (var turn in Figures.Turns(contenders.Length, options.Rounds))
        {
            var (process, answers) = contenders[turn];
            var before = await process.UsageAsync();
            var seconds = await AskAsync(answers, search, requests, bytes);
            var (cpu, allocated) = (await process.UsageAsync()).Each(before, requests);
            found[turn].Add((cpu, allocated, seconds / requests));
        }
        output.WriteLine(
            $"{Rows.ToString("n0", CultureInfo.InvariantCulture)} rows, {bytes} bytes, {requests} requests a turn, median of {options.Rounds} rounds");
        var table = new Table("contender", "ms/answer", "rows/s", "MB/s", "CPU us/row", "ratio", "bytes/row");
        for (var i = 0; i < contenders.Length; i++)
        {
            var seconds = Figures.Median(found[i].Select(t => t.Seconds));
            table.Add(
                i == 0 ? "empty handler" : "SEARCH",
                Figures.Of(seconds * 1000, "0.0"),
                (Rows / seconds).ToString("n0", CultureInfo.InvariantCulture),
                Figures.Of(bytes / seconds / 1e6, "0"),
                Figures.Of(Figures.Median(found[i].Select(t => t.Cpu)) / Rows),
                Figures.Ratio(Figures.Median(found[i].Zip(found[0], (a, b) => a.Cpu / b.Cpu))),
                Figures.Of(Figures.Median(found[i].Select(t => t.Allocated)) / Rows, "0"));
        }
        table.Write(output);
    }

    /// <returns>Seconds on the wall clock.</returns>
    /// <exception cref="InvalidOperationException">An answer is far from the first one's length: chunks alone do not make that.</exception>
    static async Task<double> AskAsync(WholeAnswer answers, string search, int requests, long bytes)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        for (var i = 0; i < requests; i++)
            if ((await answers.AskAsync(search, 0)).Bytes is var came && Math.Abs(came - bytes) > bytes / 100)
                throw new InvalidOperationException($"An answer has {came} bytes, the first one {bytes}.");
        return time.GetElapsedTime(start).TotalSeconds;
    }
}
