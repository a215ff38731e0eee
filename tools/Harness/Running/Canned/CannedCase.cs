using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Targets;

namespace Conformance.Harness.Running.Canned;

/// <summary>A recording that stands in for a target, and what judging a scenario by it must come to.</summary>
/// <remarks>One block of a <c>case.canned</c> file; the id is the name of the recording beside it.</remarks>
/// <param name="Requirement">The row that must go red; null when none must.</param>
/// <param name="Bindings">What the names of the scenario's set-ups stand for.</param>
public sealed record CannedCase(
    string Scenario,
    string Recording,
    Verdict Verdict,
    string? Requirement,
    string Why,
    ImmutableDictionary<string, IValue> Bindings)
{
    const string fileName = "case.canned";

    /// <summary>As <c>catches</c> names it.</summary>
    public string Name => Path.GetFileNameWithoutExtension(Recording);

    /// <summary>The cases that must go red, below the folder exchanges of the fixtures if there is one.</summary>
    public static IEnumerable<CannedCase> WrongOnes(string fixtures) => Path.Combine(fixtures, "exchanges") is var exchanges && Directory.Exists(exchanges)
        ? ReadAll(exchanges).Where(c => c.Verdict == Verdict.Failed)
        : [];

    /// <summary>Every case below fixtures/exchanges.</summary>
    /// <exception cref="BlockFileException">A case lacks a field or names an unknown verdict.</exception>
    public static IEnumerable<CannedCase> ReadAll(string exchanges) =>
        from file in Directory.EnumerateFiles(exchanges, fileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        from block in BlockFile.Read(file)
        select Read(block);

    static CannedCase Read(Block block)
    {
        var folder = Path.GetDirectoryName(block.File)!;
        if (!Enum.TryParse<Verdict>(block["verdict"], ignoreCase: true, out var verdict))
            throw new BlockFileException(block.File, block.Line, $"'{block["verdict"]}' is no verdict of the case {block.Id}");
        return new CannedCase(
            Path.GetFileName(folder), Path.Combine(folder, block.Id + ".recording"), verdict, block["requirement"],
            block["why"] ?? throw new BlockFileException(block.File, block.Line, $"the case {block.Id} does not say why"),
            Bind(block));
    }

    /// <summary>Reads <c>folder = /public/f; s8 = 8; inbox.id = 1234</c>: a dotted name is an attribute of the name before it.</summary>
    static ImmutableDictionary<string, IValue> Bind(Block block)
    {
        var texts = (block["bind"] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(pair => pair[0], pair => pair.Length == 2
                ? pair[1]
                : throw new BlockFileException(block.File, block.Line, $"'{pair[0]}' is bound to nothing in the case {block.Id}"));
        return texts.Where(t => !t.Key.Contains('.')).ToImmutableDictionary(
            t => t.Key,
            IValue (t) => new BoundValue(t.Value, texts
                .Where(a => a.Key.StartsWith(t.Key + ".", StringComparison.Ordinal))
                .ToImmutableDictionary(a => a.Key[(t.Key.Length + 1)..], a => a.Value)));
    }
}

/// <summary>A value given by hand; a text that is a path or an address counts as a resource.</summary>
public sealed record BoundValue(string Text, ImmutableDictionary<string, string> Attributes) : IValue
{
    public bool IsResource => Text.StartsWith('/') || Address is not null;

    Uri? Address => Uri.TryCreate(Text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    public string? Attribute(string name) => Attributes.GetValueOrDefault(name) ?? name switch
    {
        "uri" => Address?.AbsoluteUri,
        "host" => Address?.Authority,
        "path" => Address?.AbsolutePath ?? (IsResource ? Text : null),
        _ => null,
    };
}
