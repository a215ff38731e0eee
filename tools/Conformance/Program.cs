using Conformance.CommandLine;
using Conformance.CommandLine.Jobs;
using Conformance.CommandLine.Verbs;

var terminal = Terminal.OfProcess();
var wbxml = new WbxmlJob(Console.Out, Console.Error, Console.OpenStandardInput);
return await CommandLineHost.RunAsync(
    args,
    [
        new RunVerb((request, cancel) => new RunJob(request.NoColor ? terminal.WithoutColour() : terminal).RunAsync(request, cancel)),
        new ServeVerb((options, stop) => new ServeJob(terminal).RunAsync(options, stop)),
        new BaselineVerb((options, cancel) => new BaselineUpdateJob(terminal).RunAsync(options, cancel)),
        new ReportVerb((options, cancel) => new ReportJob(terminal).RunAsync(options, cancel)),
        new FaultsVerb((options, cancel) => new FaultsJob(terminal).RunAsync(options, cancel)),
        new ReplicateVerb((request, cancel) => new ReplicateJob(terminal).RunAsync(request, cancel)),
        new ConfigVerb(),
        new FmtVerb((options, cancel) => new FmtJob(Console.Out, Console.Error).RunAsync(options, cancel)),
        new LintVerb((options, cancel) => new LintJob(terminal).RunAsync(options, cancel)),
        new ListVerb((options, cancel) => new ListJob(Console.Out).RunAsync(options, cancel)),
        new ExplainVerb((id, cancel) => new ExplainJob(Console.Out).RunAsync(id, cancel)),
        new WbxmlVerb(wbxml.DecodeAsync, wbxml.EncodeAsync),
        new CoverageVerb((options, cancel) => new CoverageJob(Console.Out).RunAsync(options, cancel)),
    ],
    Console.Out, Console.Error);
