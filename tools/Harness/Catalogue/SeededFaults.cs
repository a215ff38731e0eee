using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Catalogue;

public enum FaultKind
{
    /// <summary>A defect, which some expectation must turn red.</summary>
    Fault,

    /// <summary>Another way to be right, on which every scenario stays green.</summary>
    Variant,
}

/// <summary>Where a fault enters the server.</summary>
public enum FaultSeam
{
    /// <summary>The bytes of answers are rewritten.</summary>
    Wire,

    /// <summary>One rule is replaced.</summary>
    Rule,
}

/// <summary>A defect or a legal variant that the bundled server can be given, and what must come of it.</summary>
/// <param name="Face">The face whose scenarios judge it: the name of the file.</param>
/// <param name="Requirement">The row that a fault breaks; empty for a variant.</param>
/// <param name="Scenarios">Those of which each kills the fault alone; empty for a variant.</param>
/// <param name="Share">Percent of the face's scenarios that must fail; 0 when the named ones are all that counts.</param>
public sealed record SeededFault(
    string Id, string Face, FaultKind Kind, FaultSeam Seam, string Requirement, ImmutableArray<string> Scenarios,
    int Share, string Sentence)
{
    /// <summary>The reading that a variant shows, which the report must then name; empty for none and for a fault.</summary>
    public string Reading { get; init; } = "";
}

/// <summary>Reads fixtures/faults.</summary>
/// <remarks>
/// <code>
/// poll.all-quiet
///   kind         fault
///   seam         rule
///   requirement  POLL-03
///   scenario     notification.poll.all-fired, notification.poll.splits-fired-from-quiet
///   sentence     Every live id is reported under 204, fired or not
/// </code>
/// A variant has kind, seam and sentence only, and a <c>reading</c> when it is the other side of a disputed matter. <c>share 70</c> asks that so many percent of the face's scenarios fail.
/// </remarks>
public static class SeededFaults
{
    const string Extension = ".faults";

    static readonly Dictionary<string, FaultKind> kinds = new() { ["fault"] = FaultKind.Fault, ["variant"] = FaultKind.Variant };

    static readonly Dictionary<string, FaultSeam> seams = new() { ["wire"] = FaultSeam.Wire, ["rule"] = FaultSeam.Rule };

    static readonly Dictionary<string, int> shares = Enumerable.Range(1, 100).ToDictionary(n => $"{n}");

    /// <summary>Every fault and variant, in the order of files and lines.</summary>
    /// <param name="fixturesFolder">The folder named fixtures.</param>
    /// <exception cref="BlockFileException">A file breaks its form, or an id stands in two files.</exception>
    public static ImmutableArray<SeededFault> Load(string fixturesFolder)
    {
        var faults = Directory.GetFiles(Path.Combine(fixturesFolder, "faults"), "*" + Extension)
            .Order(StringComparer.Ordinal)
            .SelectMany(path => BlockFile.Read(path))
            .ToImmutableArray();
        var seen = new HashSet<string>();
        foreach (var block in faults)
            if (!seen.Add(block.Id))
                throw new BlockFileException(block.File, block.Line, $"'{block.Id}' stands in another file already");
        return [.. faults.Select(Of)];
    }

    /// <summary>The fault whose id looks most like an unknown one, or null when none is near.</summary>
    public static string? Nearest(string id, IEnumerable<SeededFault> known) => Suggest.Nearest(id, known.Select(f => f.Id));

    public static SeededFault Of(Block block)
    {
        var kind = block.Word("kind", kinds);
        if (kind == FaultKind.Variant)
            block.Allow("kind", "seam", "reading", "sentence");
        else
            block.Allow("kind", "seam", "requirement", "scenario", "share", "sentence");
        var scenarios = block.List("scenario").ToImmutableArray();
        if (kind == FaultKind.Fault && scenarios.IsEmpty)
            throw new BlockFileException(block.File, block.Line, $"{block.Id} names no 'scenario' that kills it");
        return new SeededFault(
            block.Id, Path.GetFileNameWithoutExtension(block.File), kind, block.Word("seam", seams),
            kind == FaultKind.Fault ? block.Need("requirement") : "", scenarios,
            block["share"] is null ? 0 : block.Word("share", shares), block.Need("sentence"))
        {
            Reading = block["reading"] ?? "",
        };
    }
}
