using System.Security;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Mirrors;

/// <summary>A request of a sequence.</summary>
/// <remarks>The same words make the bytes that are sent and the lines of a scenario; only what stands for folders and
/// values differs.</remarks>
readonly record struct SequenceRequest(string Method, string Path, IReadOnlyList<Header> Headers, string Body);

/// <param name="Watched">Path of the watched folder, without a final slash; in a scenario the hole that stands for it.</param>
/// <param name="WatchedUri">The same, absolute.</param>
sealed record Requests(string Watched, string WatchedUri, string Elsewhere, string ElsewhereUri)
{
    public const string PropertyNamespace = "urn:conformance:";

    static readonly Header xml = new("Content-Type", "text/xml");

    /// <summary>The query of a mirror.</summary>
    public string QueryOf(int mirror) =>
        $"SELECT \"http://schemas.microsoft.com/repl/repl-uid\", \"{PropertyNamespace}mark\""
        + $" FROM SCOPE('SHALLOW TRAVERSAL OF \"{Watched}\"')"
        + (mirror == 0 ? "" : $" WHERE \"{PropertyNamespace}mark\" = '{Truth.In}'");

    /// <param name="number">Of the write, so that no two contents are equal.</param>
    public SequenceRequest Write(WriteStep step, int number) => step.Act switch
    {
        Act.Put => Put(Here(step.Item), number),
        Act.PutElsewhere => Put(There(step.Item), number),
        Act.Mark => SetMark(step.Item, Truth.In),
        Act.Unmark => SetMark(step.Item, Truth.Out),
        Act.Delete => new("DELETE", Here(step.Item), [], ""),
        Act.MoveOut => Transfer("MOVE", Here(step.Item), $"{ElsewhereUri}/{Truth.NameElsewhere(step.Other)}"),
        Act.MoveIn => Transfer("MOVE", There(step.Item), $"{WatchedUri}/{Truth.NameOf(step.Other)}"),
        Act.Rename => Transfer("MOVE", Here(step.Item), $"{WatchedUri}/{Truth.NameOf(step.Other)}"),
        Act.Copy => Transfer("COPY", Here(step.Item), $"{WatchedUri}/{Truth.NameOf(step.Other)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "an unknown act"),
    };

    /// <param name="blob">Empty to begin.</param>
    /// <param name="query">As it goes into XML.</param>
    public SequenceRequest Search(string blob, string query, int page) => new(
        "SEARCH", Watched, page == 0 ? [xml] : [xml, new Header("Range", $"rows=0-{page - 1}")],
        $"""
         <?xml version="1.0"?>
         <D:searchrequest xmlns:D="DAV:" xmlns:R="http://schemas.microsoft.com/repl/">
         <R:repl>{(blob.Length == 0 ? "<R:collblob/>" : $"<R:collblob>{blob}</R:collblob>")}</R:repl>
         <D:sql>{query}</D:sql>
         </D:searchrequest>
         """.ReplaceLineEndings("\n"));

    /// <summary>Text that came from the target or holds signs of XML, as it goes into a body.</summary>
    public static string Escaped(string text) => SecurityElement.Escape(text);

    string Here(int item) => $"{Watched}/{Truth.NameOf(item)}";

    string There(int item) => $"{Elsewhere}/{Truth.NameElsewhere(item)}";

    static SequenceRequest Put(string path, int number) =>
        new("PUT", path, [new Header("Content-Type", "text/plain")], $"version {number}");

    SequenceRequest SetMark(int item, string mark) => new(
        "PROPPATCH", Here(item), [xml],
        $"""
         <?xml version="1.0"?>
         <D:propertyupdate xmlns:D="DAV:" xmlns:C="{PropertyNamespace}">
         <D:set><D:prop><C:mark>{mark}</C:mark></D:prop></D:set>
         </D:propertyupdate>
         """.ReplaceLineEndings("\n"));

    static SequenceRequest Transfer(string method, string from, string destination) =>
        new(method, from, [new Header("Destination", destination), new Header("Overwrite", "F")], "");
}
