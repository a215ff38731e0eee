using System.Collections.Immutable;

namespace Conformance.Harness.Catalogue;

/// <summary>Every statement of one founding document, with the requirements that carry it.</summary>
/// <remarks>
/// <code>
/// ledger
///   prefix    000
///   document  Exchange 2003 SDK, "POLL Method"
///   face      notification
///   coverage  complete
///
/// 000-7
///   statement     The answer holds a Subscription-ID header that lists the changed subscriptions.
///   rows          POLL-22
///   decisions     C-02
///   not-testable  REASON
/// </code>
/// A statement has rows, or a reason why nothing can be tested; both together say that a part of it cannot. Decisions
/// are families of readings. Numbers run from 1 without gaps. <c>coverage complete</c> is optional and shuts the gate:
/// from then on a statement with a row that nothing verifies is an error.
/// </remarks>
public sealed record Ledger(
    string Name, string Prefix, string Document, string Face, bool IsComplete, ImmutableArray<LedgerStatement> Statements)
{
    const string Head = "ledger";

    /// <param name="path">The file the blocks stand in; its name is that of the ledger.</param>
    /// <exception cref="BlockFileException">The form is broken, or a number is missing.</exception>
    public static Ledger Of(ImmutableArray<Block> blocks, string path)
    {
        if (blocks is not [{ Id: Head } head, ..])
            throw new BlockFileException(path, 1, $"the first block is '{Head}' with prefix, document and face");
        head.Allow("prefix", "document", "face", "coverage");
        var prefix = head.Need("prefix");
        return new Ledger(
            Path.GetFileNameWithoutExtension(path),
            prefix,
            head.Need("document"),
            head.Need("face"),
            head.IsComplete(),
            [.. blocks.Skip(1).Select((block, i) => Statement(block, $"{prefix}-{i + 1}"))]);
    }

    static LedgerStatement Statement(Block block, string expected)
    {
        block.Allow("statement", "rows", "decisions", "not-testable");
        if (block.Id != expected)
            throw new BlockFileException(block.File, block.Line, $"{expected} is due here, not {block.Id}");
        var statement = new LedgerStatement(
            block.Id,
            block.File,
            block.Line,
            block.Sentence("statement"),
            [.. block.List("rows")],
            [.. block.List("decisions")],
            block["not-testable"] is null ? null : block.Sentence("not-testable"));
        return statement is { Rows: [], NotTestable: null }
            ? throw new BlockFileException(block.File, block.Line,
                $"{block.Id} has neither rows nor a reason why it is not testable")
            : statement;
    }
}

/// <summary>One statement of a founding document, in the project's own words.</summary>
/// <param name="Id">The document's prefix and the statement's number, such as <c>000-7</c>.</param>
/// <param name="Rows">Requirements that carry it.</param>
/// <param name="Decisions">Matters decided about it: families of readings, such as C-02.</param>
/// <param name="NotTestable">Why it, or a part of it, cannot be tested; null when all of it can.</param>
public sealed record LedgerStatement(
    string Id,
    string File,
    int Line,
    string Statement,
    ImmutableArray<string> Rows,
    ImmutableArray<string> Decisions,
    string? NotTestable);
