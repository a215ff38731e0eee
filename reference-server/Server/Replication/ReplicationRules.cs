using System.Xml.Linq;
using Conformance.Engine.Replicating;
using Conformance.Engine.Searching;
using Conformance.Engine.Storage;
using Conformance.Protocol;
using Conformance.Protocol.Sql;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;

namespace Conformance.Server.Replication;

/// <summary>The rules of the replication face, one member each; the default of each is the documented rule.</summary>
/// <remarks>Rules that need no wire stand in the engine: <see cref="Engine.Searching.SearchRules"/>.</remarks>
public sealed record ReplicationRules
{
    /// <summary>Whether a Content-Type, null when absent, says that the body is XML.</summary>
    public Func<string?, bool> TakesType { get; init; } = XmlRequest.IsXml;

    /// <summary>What a body that is XML asks for; null when it is no searchrequest.</summary>
    internal Func<WorldCall, XElement, SearchRequest?> ReadRequest { get; init; } = (_, root) => SearchRequest.Read(root);

    /// <summary>The folder that a URL in a query names below that of the request, or the status of a refusal.</summary>
    public Func<WorldCall, Resource, string, (Resource? Folder, int? Refusal)> FindScope { get; init; } = ScopeBinder.Find;

    /// <summary>The text of a Range header to ranges of rows; null for what does not count.</summary>
    public Func<string, RowRanges?> ReadRange { get; init; } = RowRanges.Read;

    /// <summary>Whether a query may compare or sort by a property.</summary>
    public Func<PropertyName, bool> IsSearchable { get; init; } = name => !NonSearchable.Holds(name);

    /// <summary>The name of a data type in a query to the type; null when it is not known.</summary>
    public Func<string, string?> ReadType { get; init; } = name => DataTypes.IsKnown(name) ? name : null;

    /// <summary>Whether the caller is shown a resource as a row.</summary>
    public Func<WorldCall, Resource, bool> Shows { get; init; } = (call, resource) =>
        call.May(resource, Engine.Accounts.Rights.Read);

    /// <summary>What a collblob belongs to.</summary>
    public Func<WorldCall, Resource, IReadOnlyList<SearchScope>, SqlQuery, Binding> Bind { get; init; } = Binding.Of;

    /// <summary>What a collblob says that its client knows; null when it is not of this collection, query and account.</summary>
    public Func<WorldCall, string, Binding, Knowledge?> Open { get; init; } = (call, text, binding) =>
        Collblob.Read(call.World, text) is { } blob && blob.Binding == binding ? blob.Known : null;

    public Func<WorldCall, Collblob, string> Seal { get; init; } = (call, blob) => blob.Write(call.World);

    /// <summary>What a client is to be told; null when that is not known any more.</summary>
    public Func<WorldCall, Manifest, Knowledge, IReadOnlyList<ManifestRow>?> RowsSince { get; init; } =
        (_, manifest, known) => manifest.Since(known);

    /// <summary>What a client knows after an answer: what it knew, all there was to tell, and what was told.</summary>
    public Func<Manifest, Knowledge, IReadOnlyList<ManifestRow>, IReadOnlyCollection<ManifestRow>, Knowledge> Advance { get; init; } =
        (manifest, known, rows, told) => manifest.After(known, rows, told);

    /// <summary>Whether the client says that it has the present state of a row already.</summary>
    /// <remarks>Source: Exchange SDK, "Client Has Processed Some Items".</remarks>
    public Func<IReadOnlySet<string>, ManifestRow, bool> IsClaimed { get; init; } = (tags, row) =>
        tags.Count > 0 && row is { Kind: not RowKind.Gone, Resource: { } resource } && tags.Contains(ReplTokens.TagOf(resource));

    /// <summary>Whether a manifest in which nothing changed hands out a collblob again (6.6).</summary>
    public Func<WorldCall, bool> HandsOutWhenQuiet { get; init; } = call => call.World.Readings.QuietManifestHasBlob;

    /// <summary>The word for a row; the last argument says that the client knew nothing.</summary>
    public Func<WorldCall, ManifestRow, bool, string> Changetype { get; init; } = (call, row, isInitial) =>
        row.Kind == RowKind.Gone ? ReplNames.Delete
        : row.Kind == RowKind.Added && !isInitial && call.World.Readings.ManifestSaysNew ? ReplNames.New
        : ReplNames.Change;
}
