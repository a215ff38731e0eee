using System.Collections.Immutable;

namespace Conformance.Harness.Catalogue;

/// <summary>The names under which sets of readings are judged together.</summary>
public static class Profiles
{
    /// <summary>The letter of the documents.</summary>
    public const string Strict = "strict";

    public static readonly ImmutableArray<string> All = [Strict, "exchange2000", "exchange2003", "observed"];
}
