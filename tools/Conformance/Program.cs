using Conformance.CommandLine;
using Conformance.CommandLine.Jobs;
using Conformance.CommandLine.Verbs;

var terminal = Terminal.OfProcess();
return await CommandLineHost.RunAsync(
    args,
    [
        new RunVerb((request, cancel) => new RunJob(request.NoColor ? terminal.WithoutColour() : terminal).RunAsync(request, cancel)),
        new ServeVerb((options, stop) => new ServeJob(terminal).RunAsync(options, stop)),
        new BaselineVerb((options, cancel) => new BaselineUpdateJob(terminal).RunAsync(options, cancel)),
        new ConfigVerb(),
    ],
    Console.Out, Console.Error);
