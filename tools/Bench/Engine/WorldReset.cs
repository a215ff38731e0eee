using BenchmarkDotNet.Attributes;
using Conformance.Engine;

namespace Conformance.Bench.Engine;

/// <summary>A world as each case gets it: store, accounts, mailboxes.</summary>
[MemoryDiagnoser]
public class WorldReset
{
    readonly WorldSettings settings = new();

    [Benchmark]
    public World Begin() => new(settings);
}
