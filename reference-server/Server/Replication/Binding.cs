using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Conformance.Engine.Searching;
using Conformance.Engine.Storage;
using Conformance.Protocol.Sql;
using Conformance.Server.Hosting;

namespace Conformance.Server.Replication;

/// <summary>What a collblob belongs to: one account, one collection and one query, the columns left open.</summary>
/// <remarks>
/// A collection is meant by its id, so that one made again under its name is another. Two texts of one meaning are one
/// query. Source: Exchange SDK, "collblob"; "Client Needs to Fetch a Manifest".
/// </remarks>
/// <param name="Digest">16 bytes.</param>
public readonly record struct Binding(ReadOnlyMemory<byte> Digest)
{
    public const int Length = 16;

    public string Hex => Convert.ToHexString(Digest.Span);

    public static Binding Of(WorldCall call, Resource collection, IReadOnlyList<SearchScope> scopes, SqlQuery query)
    {
        var text = new StringBuilder(call.Caller.Name.ToLowerInvariant())
            .Append(CultureInfo.InvariantCulture, $"\n{collection.Id}");
        foreach (var scope in scopes)
            text.Append(CultureInfo.InvariantCulture, $"\n{scope.Reach} {scope.Folder.Id}");
        text.Append('\n').Append(SqlCanonical.OfConditions(query));
        return new Binding(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsMemory(0, Length));
    }

    public bool Equals(Binding other) => Digest.Span.SequenceEqual(other.Digest.Span);

    public override int GetHashCode() => Hex.GetHashCode(StringComparison.Ordinal);
}
