using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>One file of the scenario language, read: a scenario or a recording.</summary>
/// <param name="Path">Where it was read from, for messages; relative paths stay relative.</param>
/// <param name="Id">The words after <c>scenario</c> or <c>recording</c>; the first is the face, the second the topic.</param>
/// <param name="Lines">The source, split at LF, for messages and for sweeps, which substitute before parsing.</param>
public sealed record ScenarioFile(
    string Path,
    bool IsRecording,
    string Id,
    ImmutableArray<Field> Fields,
    ImmutableArray<Statement> Statements,
    ImmutableArray<Comment> Comments,
    ImmutableArray<string> Lines)
{
    public string Face => Id.Split('.')[0];

    public string Topic => Id.Split('.') is { Length: > 1 } words ? words[1] : "";

    public string? this[string field] => Fields.FirstOrDefault(f => f.Name == field)?.Text;

    public string Title => this["title"] ?? Id;

    public string Source => this["source"] ?? "";

    public bool IsClientSide => this["side"] == "client";

    public int Repeat => int.TryParse(this["repeat"], out var n) ? n : 1;

    public ImmutableArray<string> Needs => List("needs");

    /// <summary>The seeded faults, or wrong recordings, that this file turns red; empty for <c>nothing yet</c>.</summary>
    public ImmutableArray<string> Catches => List("catches") is ["nothing yet"] ? [] : List("catches");

    /// <summary>Prefixes the file adds: <c>prefix M = urn:schemas:mail:</c>.</summary>
    public ImmutableDictionary<string, string> Prefixes => Fields
        .Where(f => f.Name == "prefix")
        .Select(f => f.Text.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .ToImmutableDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());

    ImmutableArray<string> List(string field) =>
        this[field] is { } text ? [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : [];
}

/// <summary>A line of the head: <c>  title    ...</c>.</summary>
public sealed record Field(int Line, string Name, string Text);

/// <summary>A comment in its own line, with the column its mark stands in (0 for column 0).</summary>
public sealed record Comment(int Line, int Indent, string Text);
