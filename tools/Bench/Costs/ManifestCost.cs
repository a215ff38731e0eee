using System.Globalization;
using Conformance.Bench.Load;

namespace Conformance.Bench.Costs;

/// <summary>What 100 changes cost the server to tell, in folders of a thousand, a hundred thousand and a million items.</summary>
/// <remarks>
/// A client that knows the folder comes with the same collblob again and again, so each answer has the same 100 rows. One
/// process for each size, load from this one over 8 connections, turns A B C C B A.
/// </remarks>
static class ManifestCost
{
    const int Changes = 100;
    const int Connections = 8;
    const string Folder = "/public/subtest/filled";

    static readonly int[] sizes = [1000, 100_000, 1_000_000];

    public static async Task<int> RunAsync(BenchOptions options, TextWriter output)
    {
        // An answer has a hundred rows, and counts as so many requests.
        var requests = Math.Max(1, options.Requests / Changes);
        var servers = new List<ChildProcess>();
        var loads = new List<RawLoad>();
        try
        {
            foreach (var size in sizes)
            {
                servers.Add(await ChildProcess.StartAsync(Contender.Filled));
                loads.Add(await RawLoad.OpenAsync(servers[^1].Url, await PrepareAsync(servers[^1].Url, size), Connections, 207));
                await loads[^1].RunAsync(requests);
            }
            // Only what the collblob says of the folder may differ.
            if (loads.Any(load => Math.Abs(load.AnswerBytes - loads[0].AnswerBytes) > 100))
                throw new InvalidOperationException($"Answers differ in length: {string.Join(", ", loads.Select(load => load.AnswerBytes))} bytes.");
            var found = sizes.Select(_ => new List<(double Cpu, double Bytes)>()).ToArray();
            foreach (var turn in Figures.Turns(sizes.Length, options.Rounds))
            {
                var before = await servers[turn].UsageAsync();
                await loads[turn].RunAsync(requests);
                found[turn].Add((await servers[turn].UsageAsync()).Each(before, requests));
            }
            Write(output, options, requests, loads[0].AnswerBytes, found);
        }
        finally
        {
            loads.ForEach(load => load.Dispose());
            servers.ForEach(server => server.Dispose());
        }
        return 0;
    }

    static void Write(TextWriter output, BenchOptions options, int requests, int answer, List<(double Cpu, double Bytes)>[] found)
    {
        output.WriteLine($"{Changes} changes, {answer} bytes each, {Connections} connections, {requests} requests a turn, median of {options.Rounds} rounds");
        var table = new Table("items in the folder", "CPU us/request", "ratio", "bytes/request", "ratio");
        for (var i = 0; i < sizes.Length; i++)
            table.Add(
                sizes[i].ToString("n0", CultureInfo.InvariantCulture),
                Figures.Of(Figures.Median(found[i].Select(t => t.Cpu)), "0"),
                Figures.Ratio(Figures.Median(found[i].Zip(found[0], (a, b) => a.Cpu / b.Cpu))),
                Figures.Of(Figures.Median(found[i].Select(t => t.Bytes)), "0"),
                Figures.Ratio(Figures.Median(found[i].Zip(found[0], (a, b) => a.Bytes / b.Bytes))));
        table.Write(output);
    }

    /// <summary>Fills the folder, has a client read all of it, changes items all over it, and gives what that client asks then.</summary>
    static async Task<string> PrepareAsync(Uri url, int size)
    {
        await RawLoad.AskAsync(url, SearchRequest.Fill(Folder, size));
        var initial = SearchRequest.Search(Folder, "<R:repl><R:collblob/></R:repl>");
        const int kept = 16 * 1024;
        using var reader = await WholeAnswer.OpenAsync(url);
        var blob = BlobOf((await reader.AskAsync(initial, kept)).Beginning);
        for (var i = 0; i < Changes; i++)
            if (await RawLoad.AskAsync(url, SearchRequest.Put($"{Folder}/{FillFace.NameOf(i * (size / Changes))}", "changed")) is var answer
                && !answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                throw new InvalidOperationException($"PUT was answered: {answer}");
        return SearchRequest.Search(Folder, $"<R:repl><R:collblob>{blob}</R:collblob></R:repl>");
    }

    static string BlobOf(string answer)
    {
        const string open = "<d:collblob>";
        var at = answer.IndexOf(open, StringComparison.Ordinal);
        return at > 0 && answer.IndexOf('<', at + open.Length) is > 0 and var end
            ? answer[(at + open.Length)..end]
            : throw new InvalidOperationException($"The first manifest has no collblob: {answer}");
    }
}
