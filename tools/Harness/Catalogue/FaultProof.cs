using System.Collections.Immutable;

namespace Conformance.Harness.Catalogue;

/// <summary>A seeded fault that was played against every scenario of its face.</summary>
/// <param name="Requirement">The row that it breaks.</param>
/// <param name="IsFoundByItsRowAlone">Every line that went red judges that row: without it nobody would notice.</param>
public sealed record PlayedFault(string Id, string Requirement, bool IsFoundByItsRowAlone);

/// <summary>How well the seeded faults prove that the documented rows of a face are verified, and not only cited.</summary>
/// <param name="Alone">Rows with a fault that no other row finds.</param>
/// <param name="Shared">Rows whose faults are found by other rows too: each fault's row may be the one that is redundant.</param>
/// <param name="None">Rows that no fault breaks.</param>
public sealed record FaultProof(
    string Face, ImmutableArray<Requirement> Alone, ImmutableArray<Requirement> Shared, ImmutableArray<Requirement> None)
{
    /// <summary>Sorts the verified server rows that a document backs by the faults that break them.</summary>
    /// <remarks>Client rows have no faults: their wrong recordings stand with the scenarios.</remarks>
    public static FaultProof Of(FaceCoverage face, IReadOnlyCollection<PlayedFault> faults)
    {
        var byRow = faults.ToLookup(f => f.Requirement);
        var rows = face.Verified.Select(v => v.Requirement)
            .Where(r => r.Side != Side.Client && r.Basis is (Basis.Documented or Basis.Derived))
            .ToArray();
        var (broken, none) = (rows.Where(r => byRow.Contains(r.Id)), rows.Where(r => !byRow.Contains(r.Id)));
        var alone = broken.ToLookup(r => byRow[r.Id].Any(f => f.IsFoundByItsRowAlone));
        return new FaultProof(face.Catalogue.Face, [.. alone[true]], [.. alone[false]], [.. none]);
    }
}
