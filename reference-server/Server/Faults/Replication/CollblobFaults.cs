using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Conformance.Engine;
using Conformance.Engine.Replicating;
using Conformance.Protocol.Sql;
using Conformance.Server.Replication;

namespace Conformance.Server.Faults.Replication;

/// <summary>A collblob that is too easily taken, or that says the wrong thing about what its client knows.</summary>
static class CollblobFaults
{
    public static readonly Fault[] All =
    [
        Advancing("collblob.never-advances", (_, known, _, _, _) => known),
        Advancing("collblob.counts-what-was-not-told", (manifest, known, rows, _, _) => manifest.After(known, rows, [.. rows])),
        Advancing("collblob.forgets-pages", (_, known, rows, told, after) => told.Count < rows.Count ? known : after),
        Advancing("collblob.forgets-what-lies-ahead", (_, _, _, _, after) => after with { Ahead = [] }),
        Cursor("collblob.is-a-cursor"),
        Opening("collblob.garbage-begins-anew", (_, _, known) => known ?? Knowledge.Nothing),
        Opening("collblob.tail-ignored", (call, text, known) =>
        {
            for (var length = text.Length - 4; known is null && length > 0; length -= 4)
                known = Collblob.Read(call.World, text[..length])?.Known;
            return known;
        }),
        SearchFaults.Rule("collblob.of-any-query", rules => rules with
        {
            Bind = (call, collection, _, query) => rules.Bind(call, collection, [], query with { Where = null, OrderBy = [] }),
        }),
        SearchFaults.Rule("collblob.of-any-folder", rules => rules with
        {
            Bind = (call, _, _, query) => rules.Bind(call, call.World.Store.Root, [], query),
        }),
        SearchFaults.Rule("collblob.of-a-name", rules => rules with
        {
            Bind = (_, collection, _, query) => new Binding(SHA256.HashData(
                Encoding.UTF8.GetBytes(collection.Path + SqlCanonical.OfConditions(query))).AsMemory(0, Binding.Length)),
        }),
        Fault.OfWire("collblob.refused-with-500", answer => answer.Answers("SEARCH", 475) ? answer.WithStatus(500, "Internal Server Error") : answer),
        Fault.OfWire("collblob.refused-with-400", answer => answer.Answers("SEARCH", 475) ? answer.WithStatus(400, "Bad Request") : answer),
        Fault.OfWire("collblob.refused-with-404", answer => answer.Answers("SEARCH", 475) ? answer.WithStatus(404, "Not Found") : answer),
    ];

    internal static Fault Advancing(
        string id, Func<Manifest, Knowledge, IReadOnlyList<ManifestRow>, IReadOnlyCollection<ManifestRow>, Knowledge, Knowledge> change) =>
        SearchFaults.Rule(id, rules => rules with
        {
            Advance = (manifest, known, rows, told) => change(manifest, known, rows, told, rules.Advance(manifest, known, rows, told)),
        });

    internal static Fault Opening(string id, Func<Hosting.WorldCall, string, Knowledge?, Knowledge?> change) =>
        SearchFaults.Rule(id, rules => rules with
        {
            Open = (call, text, binding) => change(call, text, rules.Open(call, text, binding)),
        });

    /// <summary>The server remembers how far each view was told, and takes every collblob of it for the latest.</summary>
    static Fault Cursor(string id)
    {
        var latest = new ConditionalWeakTable<World, Dictionary<string, Knowledge>>();
        return SearchFaults.Rule(id, rules => rules with
        {
            Seal = (call, blob) =>
            {
                latest.GetOrCreateValue(call.World)[blob.Binding.Hex] = blob.Known;
                return rules.Seal(call, blob);
            },
            Open = (call, text, binding) => rules.Open(call, text, binding) is { } known
                ? latest.GetOrCreateValue(call.World).GetValueOrDefault(binding.Hex, known)
                : null,
        });
    }
}
