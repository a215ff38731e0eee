using Conformance.Engine.Storage;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;

namespace Conformance.Server.Replication;

/// <summary>The rules of the replication face, one member each; the default of each is the documented rule.</summary>
/// <remarks>Rules that need no wire stand in the engine: <see cref="Engine.Searching.SearchRules"/>.</remarks>
public sealed record ReplicationRules
{
    /// <summary>Whether a Content-Type, null when absent, says that the body is XML.</summary>
    public Func<string?, bool> TakesType { get; init; } = XmlRequest.IsXml;

    /// <summary>The text of a Range header to ranges of rows; null for what does not count.</summary>
    public Func<string, RowRanges?> ReadRange { get; init; } = RowRanges.Read;

    /// <summary>Whether a query may compare or sort by a property.</summary>
    public Func<PropertyName, bool> IsSearchable { get; init; } = name => !NonSearchable.Holds(name);

    /// <summary>Whether the caller is shown a resource as a row.</summary>
    public Func<WorldCall, Resource, bool> Shows { get; init; } = (call, resource) =>
        call.May(resource, Engine.Accounts.Rights.Read);
}
