using System.Collections.Immutable;

namespace Conformance.SelfTests.Harness.Targets;

static class TargetTextFlags
{
    public static readonly ImmutableDictionary<string, ImmutableArray<string>> None =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}
