using System.Collections.Immutable;

namespace Conformance.Harness.Catalogue;

/// <summary>The requirements of one face, read from <c>fixtures/requirements/FACE.requirements</c>.</summary>
/// <remarks>
/// The first block is the head, each other block a row:
/// <code>
/// catalogue
///   face       notification
///   rows       whole
///   documents  Exchange SDK: POLL Method, SUBSCRIBE Method
///   coverage   complete
///
/// POLL-03
///   side      server
///   level     must
///   basis     documented
///   safety    yes
///   sentence  A POLL after a matching event lists the subscription under an inner 200.
///   source    POLL Method, status table
/// </code>
/// <c>coverage complete</c> shuts the gate on the face: from then on a row that nothing verifies is an error. It,
/// <c>profile strict</c> and <c>not-testable REASON</c> are optional. The face is the file's own name too.
/// </remarks>
/// <param name="IsWhole">True when every row of the documents is here, false when only those are that scenarios cite.
/// </param>
/// <param name="IsComplete">True once every row is verified, or has a reason why it cannot be.</param>
public sealed record FaceCatalogue(
    string Face, bool IsWhole, bool IsComplete, string Documents, ImmutableArray<Requirement> Rows)
{
    const string Head = "catalogue";

    static readonly Dictionary<string, bool> extents = new() { ["whole"] = true, ["cited"] = false };

    /// <param name="path">The file the blocks stand in; its name is the face.</param>
    /// <exception cref="BlockFileException">The head, a field or a word is missing or unknown.</exception>
    public static FaceCatalogue Of(ImmutableArray<Block> blocks, string path)
    {
        if (blocks is not [{ Id: Head } head, ..])
            throw new BlockFileException(path, 1, $"the first block is '{Head}' with face, rows and documents");
        head.Allow("face", "rows", "documents", "coverage");
        var face = head.Need("face");
        if (Path.GetFileNameWithoutExtension(path) != face)
            throw new BlockFileException(path, head.LineOf("face"), $"face '{face}' belongs in {face}.requirements");
        return new FaceCatalogue(
            face,
            head.Word("rows", extents),
            head.IsComplete(),
            head.Need("documents"),
            [.. blocks.Skip(1).Select(row => Row(row, face))]);
    }

    static Requirement Row(Block block, string face)
    {
        block.Allow("side", "level", "basis", "safety", "profile", "sentence", "source", "not-testable");
        var (level, negative) = block.LevelOf();
        return new Requirement(
            block.Id,
            face,
            block.SideOf(),
            level,
            negative,
            block.BasisOf(),
            block.Flag("safety"),
            block["profile"] is null ? null : block.ProfileOf("profile"),
            block.Sentence("sentence"),
            block.Need("source"),
            block["not-testable"] is null ? null : block.Sentence("not-testable"));
    }
}
