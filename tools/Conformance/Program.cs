using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;

var suite = Suite.Load(FixturesFolder.Find());
await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = 2 });
var target = BundledTarget.At(server.ControlUri, suite.Fixtures);
await using var session = await Session.OpenAsync(suite, target, new WorldOptions(Faults: [.. args]), CancellationToken.None);
var report = await session.RunAsync(suite.Scenarios, new RunOptions(2, false, 0), null, CancellationToken.None);
new ConsoleReport(Console.Out, ConsoleStyle.Plain, RequirementSentences.Of(suite.Catalogues)).Write(report);
return ExitCode.Of(report);
