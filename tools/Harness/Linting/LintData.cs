using System.Collections.Frozen;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;
using Conformance.Harness.Running.Canned;
using Conformance.Harness.Targets.Discovery;

namespace Conformance.Harness.Linting;

/// <summary>What lint may take as known: the catalogues, the seeded faults, and the words of <c>needs</c>.</summary>
/// <param name="faults">Seeded faults of the server, and wrong recordings that stand in for a server or a client.</param>
public sealed class LintData(Catalogues catalogues, IEnumerable<string> faults) : ILintCatalogue
{
    /// <summary>Rows that scenarios of any face may cite: what real clients send, and the ground that the WebDAV faces share.</summary>
    static readonly FrozenSet<string> shared = ["clients", "dav"];

    public IEnumerable<string> Requirements { get; } =
        [.. catalogues.Requirements.Select(row => row.Id).Order(StringComparer.Ordinal)];

    public IReadOnlyCollection<string> Readings { get; } = catalogues.Readings.Select(r => r.Id).ToFrozenSet();

    public IReadOnlyCollection<string> Notes { get; } = catalogues.Notes.Select(n => n.Code).ToFrozenSet();

    public IReadOnlyCollection<string> Faults { get; } = faults.ToFrozenSet();

    public IReadOnlyCollection<string> Needs { get; } = Capabilities.ByName.Keys.ToFrozenSet();

    /// <summary>Reads the ids of fixtures/faults, and of the wrong recordings in fixtures/exchanges, beside the catalogues.</summary>
    /// <exception cref="BlockFileException">A file of faults breaks its form.</exception>
    public static LintData Load(Catalogues catalogues, string fixtures) =>
        new(catalogues, SeededFaults.Load(fixtures).Select(fault => fault.Id).Concat(CannedCase.WrongOnes(fixtures).Select(c => c.Name)));

    public Level? LevelOf(string requirement) => catalogues.Find(requirement)?.Level;

    public string? FaceOf(string requirement) => catalogues.Find(requirement)?.Face is { } face && !shared.Contains(face) ? face : null;
}
