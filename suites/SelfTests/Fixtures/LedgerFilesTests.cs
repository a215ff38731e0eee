using Conformance.Harness.Catalogue;
using Conformance.SelfTests.Layout;
using NUnit.Framework;

namespace Conformance.SelfTests.Fixtures;

/// <summary>What the ledgers of the founding documents name is there.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LedgerFilesTests
{
    static readonly Catalogues catalogues = Catalogues.Load(Repository.PathOf("fixtures"));

    static IEnumerable<string> Ledgers => catalogues.Ledgers.Select(ledger => ledger.Name);

    [TestCaseSource(nameof(Ledgers))]
    public void Every_row_of_a_ledger_is_catalogued(string name) =>
        Assert.That(
            Statements(name).SelectMany(s => s.Rows).Where(row => catalogues.Find(row) is null), Is.Empty);

    [TestCaseSource(nameof(Ledgers))]
    public void Every_decision_of_a_ledger_is_a_family_of_readings(string name)
    {
        var families = catalogues.Readings.Select(r => r.Family).ToHashSet();
        Assert.That(Statements(name).SelectMany(s => s.Decisions).Where(d => !families.Contains(d)), Is.Empty);
    }

    static IEnumerable<LedgerStatement> Statements(string name) => catalogues.Ledgers.Single(l => l.Name == name).Statements;
}
