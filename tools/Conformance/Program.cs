using Conformance.CommandLine;
using Conformance.CommandLine.Jobs;
using Conformance.CommandLine.Verbs;

var terminal = Terminal.OfProcess();
return await CommandLineHost.RunAsync(
    args,
    [
        new RunVerb((request, cancel) => new RunJob(request.NoColor ? terminal.WithoutColour() : terminal).RunAsync(request, cancel)),
        new FaultsVerb((options, cancel) => new FaultsJob(terminal).RunAsync(options, cancel)),
        new ConfigVerb(),
    ],
    Console.Out, Console.Error);
