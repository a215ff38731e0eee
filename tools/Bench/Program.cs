using Conformance.Bench;
using Conformance.Bench.Costs;
using Conformance.Bench.Load;

return args switch
{
    ["scenarios", .. var rest] => await ScenarioRates.RunAsync(BenchOptions.Parse(rest), Console.Out),
    ["poll", .. var rest] => await PollCost.RunAsync(BenchOptions.Parse(rest), Console.Out),
    ["manifest", .. var rest] => await ManifestCost.RunAsync(BenchOptions.Parse(rest), Console.Out),
    ["search", .. var rest] => await SearchCost.RunAsync(BenchOptions.Parse(rest), Console.Out),
    ["start", .. var rest] => await StartTime.RunAsync(BenchOptions.Parse(rest), Console.Out),
    ["memory", .. var rest] => SubscriptionMemory.Run(BenchOptions.Parse(rest), Console.Out),
    ["failing", .. var rest] => await FailingCost.RunAsync(BenchOptions.Parse(rest), Console.Out),
    ["engine", .. var rest] => EngineCosts.Run(rest),
    [Contender.Verb, var kind, .. var rest] => await Contender.ServeAsync(kind, rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tools/Bench -- VERB [--rounds N] [--requests N] [--seconds N]

          scenarios   scenarios per second on the bundled server, by jobs
          poll        CPU of the server for a POLL next to an empty handler that sends the same bytes
          manifest    CPU of the server to tell 100 changes, in folders of 1,000 to 1,000,000 items
          search      rows a second of a SEARCH of 10,000, next to an empty handler that writes the same bytes
          start       from the start of the built tool to its first scenario
          failing     a run against a server that answers 500, next to a green run
          memory      what a subscription takes in the server's memory (--requests: how many)
          engine      costs inside engine and harness (BenchmarkDotNet; its own flags follow)
        """);
    return 2;
}
