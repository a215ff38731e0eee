using System.Collections.Immutable;

namespace Conformance.Harness.Catalogue;

/// <summary>Which requirements the scenarios verify, and what that covers of the founding documents.</summary>
/// <param name="Unknown">Ids that scenarios cite and no catalogue holds, with the nearest known id.</param>
public sealed record Coverage(
    ImmutableArray<FaceCoverage> Faces, ImmutableArray<LedgerCoverage> Ledgers, ImmutableArray<UnknownId> Unknown)
{
    /// <summary>Sets what is cited against what is catalogued.</summary>
    /// <param name="cited">For each scenario id the requirement ids that its lines cite.</param>
    public static Coverage Of(Catalogues catalogues, IReadOnlyDictionary<string, ImmutableArray<string>> cited)
    {
        var scenarios = cited
            .SelectMany(pair => pair.Value.Select(id => (Requirement: id, Scenario: pair.Key)))
            .Distinct()
            .ToLookup(pair => pair.Requirement, pair => pair.Scenario);
        return new Coverage(
            [.. catalogues.Faces.Select(face => FaceCoverage.Of(face, scenarios))],
            [.. catalogues.Ledgers.Select(ledger => LedgerCoverage.Of(ledger, catalogues, scenarios))],
            [.. scenarios
                .Where(group => catalogues.Find(group.Key) is null)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new UnknownId(group.Key, catalogues.Nearest(group.Key), Sorted(group)))]);
    }

    /// <summary>What is missing where the coverage is declared complete, a sentence each; empty when the gate holds.</summary>
    public ImmutableArray<string> Gaps => [.. Faces.SelectMany(f => f.Gaps), .. Ledgers.SelectMany(l => l.Gaps)];

    internal static ImmutableArray<string> Sorted(IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal)];
}

public sealed record UnknownId(string Id, string? Nearest, ImmutableArray<string> Scenarios);

/// <summary>The rows of one face, each in one of three groups, in the order of the catalogue.</summary>
/// <param name="Verified">Cited by a scenario at least.</param>
/// <param name="NotTestable">Not cited, with a reason why no scenario can.</param>
/// <param name="Open">Not cited, though a scenario could.</param>
public sealed record FaceCoverage(
    FaceCatalogue Catalogue,
    ImmutableArray<VerifiedRow> Verified,
    ImmutableArray<Requirement> NotTestable,
    ImmutableArray<Requirement> Open)
{
    /// <summary>A complete face may give up on so many rows in a hundred.</summary>
    const int NotTestablePercentMax = 3;

    internal IEnumerable<string> Gaps
    {
        get
        {
            if (!Catalogue.IsComplete)
                yield break;
            foreach (var row in Open)
                yield return $"{row.Id} of {Catalogue.Face}, whose coverage is complete, is verified by no scenario";
            if (NotTestable.Length * 100 > NotTestablePercentMax * Catalogue.Rows.Length)
                yield return $"{NotTestable.Length} of the {Catalogue.Rows.Length} rows of {Catalogue.Face} are called "
                    + $"not testable, more than {NotTestablePercentMax} %";
        }
    }

    internal static FaceCoverage Of(FaceCatalogue face, ILookup<string, string> scenarios)
    {
        var uncited = face.Rows.Where(row => !scenarios.Contains(row.Id)).ToList();
        return new FaceCoverage(
            face,
            [.. face.Rows
                .Where(row => scenarios.Contains(row.Id))
                .Select(row => new VerifiedRow(row, Coverage.Sorted(scenarios[row.Id])))],
            [.. uncited.Where(row => row.NotTestable is not null)],
            [.. uncited.Where(row => row.NotTestable is null)]);
    }
}

public sealed record VerifiedRow(Requirement Requirement, ImmutableArray<string> Scenarios);

public enum StatementState
{
    /// <summary>Each of its rows that can be tested is verified.</summary>
    Covered,

    /// <summary>Some of its rows are verified.</summary>
    Partly,

    /// <summary>None of its rows is verified.</summary>
    Open,

    /// <summary>It has no rows, for the reason it states.</summary>
    NotTestable,
}

/// <summary>The statements of one founding document with what became of each.</summary>
public sealed record LedgerCoverage(Ledger Ledger, ImmutableArray<StatementCoverage> Statements)
{
    internal IEnumerable<string> Gaps =>
        from statement in Statements
        where Ledger.IsComplete && !statement.OpenRows.IsEmpty
        select $"{statement.Statement.Id} of {Ledger.Name}, whose coverage is complete, waits for "
            + string.Join(", ", statement.OpenRows);

    internal static LedgerCoverage Of(Ledger ledger, Catalogues catalogues, ILookup<string, string> scenarios) =>
        new(ledger, [.. ledger.Statements.Select(s => Of(s, catalogues, scenarios))]);

    static StatementCoverage Of(LedgerStatement statement, Catalogues catalogues, ILookup<string, string> scenarios)
    {
        var testable = statement.Rows.Where(id => catalogues.Find(id)?.NotTestable is null).ToList();
        var open = testable.Where(id => !scenarios.Contains(id)).ToImmutableArray();
        var state = testable.Count == 0 ? StatementState.NotTestable
            : open.IsEmpty ? StatementState.Covered
            : open.Length < testable.Count ? StatementState.Partly
            : StatementState.Open;
        return new StatementCoverage(statement, state, open);
    }
}

/// <param name="OpenRows">Rows of the statement that no scenario cites.</param>
public sealed record StatementCoverage(
    LedgerStatement Statement, StatementState State, ImmutableArray<string> OpenRows);
