using Conformance.CommandLine;
using Conformance.CommandLine.Verbs;

return await CommandLineHost.RunAsync(args, [new ConfigVerb()], Console.Out, Console.Error);
