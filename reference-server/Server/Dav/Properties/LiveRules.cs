using System.Buffers.Binary;
using System.Globalization;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav.Properties;

/// <summary>The rules of those computed properties that clients watch, one member each.</summary>
/// <remarks>Each is computed when it is asked for, so none is ever late. Source: Exchange SDK, "DAV Namespace", "httpmail Namespace", "Exchange Namespace"; clients that were read.</remarks>
sealed record LiveRules
{
    /// <summary>What a folder counts as its items.</summary>
    public Func<WorldCall, Resource, IEnumerable<Resource>> ItemsOf { get; init; } = (_, folder) =>
        folder.Members.Where(member => !member.IsFolder);

    public Func<Resource, bool> IsUnread { get; init; } = item => !item.IsRead;

    /// <summary>Who a resource is, wherever it goes.</summary>
    public Func<WorldCall, Resource, string> ReplUid { get; init; } = (_, resource) => ReplTokens.RidOf(resource);

    /// <summary>The state that a resource is in.</summary>
    public Func<WorldCall, Resource, string> ResourceTag { get; init; } = (_, resource) => ReplTokens.TagOf(resource);

    /// <summary>The state of what a folder holds; only equality counts.</summary>
    public Func<WorldCall, Resource, string> ContentTag { get; init; } = (_, folder) => ReplTokens.ContentTagOf(folder);

    /// <summary>The path that stays with a resource.</summary>
    public Func<Resource, string> PermanentPath { get; init; } = PermanentUrl.Of;

    /// <summary>Tells who a resource is: 24 bytes in base64, the store and the resource in it.</summary>
    public Func<WorldCall, Resource, string> EntryId { get; init; } = (call, resource) =>
    {
        Span<byte> id = stackalloc byte[24];
        call.World.StoreId.AsSpan().CopyTo(id);
        BinaryPrimitives.WriteInt64BigEndian(id[16..], resource.Id);
        return Convert.ToBase64String(id);
    };

    /// <summary>Sorts items as they came.</summary>
    public Func<Resource, string> OrderNumber { get; init; } = resource => resource.Id.ToString(CultureInfo.InvariantCulture);
}
