using System.Text;

namespace Conformance.Harness.Catalogue;

/// <summary>Coverage as text for a terminal.</summary>
/// <remarks>Lines end with LF; the same coverage gives the same bytes.</remarks>
public static class CoverageText
{
    /// <summary>The figures alone, or with each row and statement below its face or document.</summary>
    public static string Of(Coverage coverage, bool detailed)
    {
        var text = new StringBuilder();
        text.Append("Requirements\n");
        foreach (var face in coverage.Faces)
            Face(text, face, detailed);
        text.Append("\nStatements of the founding documents\n");
        foreach (var ledger in coverage.Ledgers)
            Ledger(text, ledger, detailed);
        if (!coverage.Unknown.IsEmpty)
            text.Append("\nCited and not catalogued\n");
        foreach (var unknown in coverage.Unknown)
        {
            var hint = unknown.Nearest is { } nearest ? $"; is {nearest} meant?" : "";
            text.Append($"  {unknown.Id,-16}{string.Join(", ", unknown.Scenarios)}{hint}\n");
        }
        return text.ToString();
    }

    /// <summary>How well seeded faults prove the documented rows, by figures; with names where a row has no fault of its own.</summary>
    public static string Of(IEnumerable<FaultProof> proofs, bool detailed)
    {
        var text = new StringBuilder("\nDocumented rows of servers, by the seeded faults that break them\n");
        foreach (var proof in proofs.Where(p => p.Alone.Length + p.Shared.Length > 0))
        {
            text.Append($"  {proof.Face,-22}{proof.Alone.Length,4} with a fault that nothing else finds, "
                + $"{proof.Shared.Length} with one that other rows find too, {proof.None.Length} with none\n");
            if (!detailed)
                continue;
            foreach (var row in proof.Shared)
                text.Append($"    found by others too  {row.Id,-16}{row.Sentence}\n");
            foreach (var row in proof.None)
                text.Append($"    no fault             {row.Id,-16}{row.Sentence}\n");
        }
        return text.ToString();
    }

    static void Face(StringBuilder text, FaceCoverage face, bool detailed)
    {
        var extent = face.Catalogue.IsWhole ? "" : "; cited rows only";
        text.Append($"  {face.Catalogue.Face,-22}{face.Verified.Length,4} of {face.Catalogue.Rows.Length,4} verified, "
            + $"{face.NotTestable.Length} not testable, {face.Open.Length} open{extent}\n");
        if (!detailed)
            return;
        foreach (var row in face.Verified)
            text.Append($"    verified      {row.Requirement.Id,-16}{string.Join(", ", row.Scenarios)}\n");
        foreach (var row in face.NotTestable)
            text.Append($"    not testable  {row.Id,-16}{row.NotTestable}\n");
        foreach (var row in face.Open)
            text.Append($"    open          {row.Id,-16}{row.Sentence}\n");
    }

    static void Ledger(StringBuilder text, LedgerCoverage ledger, bool detailed)
    {
        int Count(StatementState state) => ledger.Statements.Count(s => s.State == state);
        text.Append($"  {ledger.Ledger.Name,-22}"
            + $"{Count(StatementState.Covered),4} of {ledger.Statements.Length,4} covered, "
            + $"{Count(StatementState.Partly)} partly, {Count(StatementState.NotTestable)} not testable, "
            + $"{Count(StatementState.Open)} open\n");
        if (!detailed)
            return;
        foreach (var (statement, state, openRows) in ledger.Statements)
        {
            text.Append($"    {Word(state),-14}{statement.Id,-8}{statement.Statement}\n");
            if (!openRows.IsEmpty)
                text.Append($"                          open: {string.Join(", ", openRows)}\n");
            if (statement.NotTestable is { } reason)
                text.Append($"                          not testable: {reason}\n");
        }
    }

    static string Word(StatementState state) => state switch
    {
        StatementState.Covered => "covered",
        StatementState.Partly => "partly",
        StatementState.Open => "open",
        _ => "not testable",
    };
}
