using System.Collections.Immutable;

namespace Conformance.Harness.Wire;

/// <summary>What the harness would add to a request if the scenario is silent about it.</summary>
public sealed record AddedHeaders
{
    public const string DefaultUserAgent = "Conformance/1.0";

    /// <summary>Host.</summary>
    public string? Host { get; init; }

    public string? Authorization { get; init; }

    public string? UserAgent { get; init; } = DefaultUserAgent;

    /// <summary>X-Conformance: the scenario id, and the name under which a request is held.</summary>
    public string? Scenario { get; init; }

    /// <summary>Anything else a face or a target asks for, in this order, before the scenario's own.</summary>
    public ImmutableArray<Header> Others { get; init; } = [];

    /// <summary>Without values: some are secrets.</summary>
    public override string ToString() => $"{nameof(AddedHeaders)} for {Host}";
}
