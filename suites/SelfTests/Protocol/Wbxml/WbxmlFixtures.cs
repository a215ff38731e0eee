using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.SelfTests.Layout;

namespace Conformance.SelfTests.Protocol.Wbxml;

/// <summary>The bytes of fixtures/exchanges/activesync/wbxml.</summary>
static class WbxmlFixtures
{
    static readonly string folder = Repository.PathOf("fixtures", "exchanges", "activesync", "wbxml");

    public static ImmutableArray<WbxmlFixture> Documents { get; } = Read("documents.wbxml-bytes");

    public static ImmutableArray<WbxmlFixture> Malformed { get; } = Read("malformed.wbxml-bytes");

    /// <summary>What servers answer to the malformed ones, by the word that stands under <c>answer</c>.</summary>
    public static ImmutableDictionary<string, Block> Answers { get; } =
        BlockFile.Read(Path.Combine(folder, "malformed.wbxml-answers")).ToImmutableDictionary(block => block.Id);

    static ImmutableArray<WbxmlFixture> Read(string file) =>
        [.. BlockFile.Read(Path.Combine(folder, file)).Select(block => new WbxmlFixture(block))];
}

/// <summary>A document, or what looks like one, with what a reader makes of it.</summary>
public sealed class WbxmlFixture(Block block)
{
    public string Id => block.Id;

    public string? this[string field] => block[field];

    public byte[] Bytes { get; } = BytesOf(block["bytes"]!);

    public override string ToString() => Id;

    // NN*TIMES repeats a byte; - is none.
    static byte[] BytesOf(string text) => text == "-" ? [] :
    [
        .. text.Split(' ').Select(word => word.Split('*'))
            .SelectMany(parts => Enumerable.Repeat(Convert.ToByte(parts[0], 16), parts.Length > 1 ? int.Parse(parts[1]) : 1)),
    ];
}
