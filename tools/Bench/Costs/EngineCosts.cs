using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Conformance.Bench.Costs;

/// <summary>Costs without a network: BenchmarkDotNet over the classes in Engine/.</summary>
/// <remarks>In this process: a generated project would not stand under the rules of this repository.</remarks>
static class EngineCosts
{
    /// <param name="flags">Of BenchmarkDotNet, such as <c>--filter *Match*</c>; all benchmarks without any.</param>
    public static int Run(string[] flags)
    {
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "conformance-bench"));
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(EngineCosts).Assembly)
            .Run(flags.Length == 0 ? ["--filter", "*"] : flags, config);
        return summaries.All(s => s.Reports.All(r => r.Success)) ? 0 : 1;
    }
}
