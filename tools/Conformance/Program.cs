using Conformance.CommandLine;
using Conformance.CommandLine.Jobs;
using Conformance.CommandLine.Verbs;

var terminal = Terminal.OfProcess();
return await CommandLineHost.RunAsync(
    args,
    [
        new RunVerb((request, cancel) => new RunJob(request.NoColor ? terminal.WithoutColour() : terminal).RunAsync(request, cancel)),
        new ConfigVerb(),
        new FmtVerb((options, cancel) => new FmtJob(Console.Out, Console.Error).RunAsync(options, cancel)),
        new LintVerb((options, cancel) => new LintJob(terminal).RunAsync(options, cancel)),
        new ListVerb((options, cancel) => new ListJob(Console.Out).RunAsync(options, cancel)),
        new ExplainVerb((id, cancel) => new ExplainJob(Console.Out).RunAsync(id, cancel)),
        new CoverageVerb((options, cancel) => new CoverageJob(Console.Out).RunAsync(options, cancel)),
    ],
    Console.Out, Console.Error);
