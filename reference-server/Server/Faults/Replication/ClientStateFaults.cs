using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Conformance.Engine;
using Conformance.Engine.Replicating;
using Conformance.Engine.Storage;
using Conformance.Protocol.Sql;
using Conformance.Server.Replication;

namespace Conformance.Server.Faults.Replication;

/// <summary>A server that keeps, forgets or grows what only the collblob should hold.</summary>
static class ClientStateFaults
{
    const string Tags = "tags";

    public static readonly Fault[] All =
    [
        CollblobFaults.Opening("collblob.never-known-again", (_, _, _) => null),
        CollblobFaults.Opening("collblob.time-is-taken", (_, text, known) => known ?? (IsTime(text) ? Knowledge.Nothing : null)),
        SearchFaults.Rule("collblob.of-its-columns", rules => rules with
        {
            Bind = (call, collection, scopes, query) => Of(rules.Bind(call, collection, scopes, query).Hex + ColumnsOf(query)),
        }),
        SearchFaults.Rule("collblob.without-query-begins-anew", rules => rules with
        {
            ReadRequest = (call, root) =>
            {
                var request = rules.ReadRequest(call, root);
                call.Http.Items[nameof(SearchRequest)] = request?.Sql;
                return request;
            },
            Open = (call, text, binding) =>
                call.Http.Items[nameof(SearchRequest)] is null ? Knowledge.Nothing : rules.Open(call, text, binding),
        }),
        SearchFaults.Rule("collblob.keeps-tags", rules => rules with
        {
            ReadRequest = (call, root) =>
            {
                call.Http.Items[Tags] = root.Descendants().Count(e => SearchRequest.IsRepl(e, "resourcetag"));
                return rules.ReadRequest(call, root);
            },
            Seal = (call, blob) => $"{rules.Seal(call, blob)}.{new string('0', (int)call.Http.Items[Tags]! * 92)}",
            Open = (call, text, binding) => rules.Open(call, text.Split('.')[0], binding),
        }),
        CollblobFaults.Advancing("collblob.no-page-is-the-last", (manifest, known, rows, told, after) =>
            told.Count == 0 ? manifest.After(known, rows, [.. rows]) : after),
        ForgettingTags("collblob.forgets-known-tags"),
        SpentWhenQuiet("collblob.spent-when-quiet"),
        Evicting("collblob.old-ones-are-the-latest", 100),
        Served("collblob.second-use-tells-the-rest", 1),
        Served("collblob.third-use-tells-the-rest", 2),
        FirstDay("collblob.pages-of-the-first-day"),
        SearchFaults.Rule("manifest.rights-of-the-first-day", rules => rules with
        {
            Open = (call, text, binding) =>
            {
                var known = rules.Open(call, text, binding);
                call.Http.Items[nameof(Collblob)] = known;
                return known;
            },
            Shows = (call, resource) => rules.Shows(call, resource) || call.Http.Items[nameof(Collblob)] is not null,
        }),
    ];

    static bool IsTime(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    static string ColumnsOf(SqlQuery query) =>
        query.Columns is { } columns ? string.Join(',', columns.Select(column => column.Name.Text)) : "*";

    static Binding Of(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsMemory(0, Binding.Length));

    /// <summary>What the client says that it has is left out once, and not noted.</summary>
    static Fault ForgettingTags(string id)
    {
        var claimed = new ConditionalWeakTable<Resource, object>();
        return SearchFaults.Rule(id, rules => rules with
        {
            IsClaimed = (tags, row) =>
            {
                var isClaimed = rules.IsClaimed(tags, row);
                if (isClaimed)
                    claimed.AddOrUpdate(row.Resource!, row.Number);
                return isClaimed;
            },
            Advance = (manifest, known, rows, told) => rules.Advance(manifest, known, rows,
                [.. told.Where(row => row.Resource is null || !claimed.TryGetValue(row.Resource, out _))]),
        });
    }

    /// <summary>A collblob that once found nothing to tell is not taken again.</summary>
    static Fault SpentWhenQuiet(string id)
    {
        var spent = new ConditionalWeakTable<World, HashSet<string>>();
        return SearchFaults.Rule(id, rules => rules with
        {
            Open = (call, text, binding) =>
            {
                var ofWorld = spent.GetOrCreateValue(call.World);
                if (ofWorld.Contains(text) || rules.Open(call, text, binding) is not { } known)
                    return null;
                if (known.Through == call.World.Log.Last)
                    ofWorld.Add(text);
                return known;
            },
        });
    }

    /// <summary>After so many uses of a collblob, what its last use told counts as received, whoever comes with it.</summary>
    static Fault Served(string id, int usesMax)
    {
        var used = new ConditionalWeakTable<World, Dictionary<string, (int Count, long Through)>>();
        return SearchFaults.Rule(id, rules => rules with
        {
            Open = (call, text, binding) =>
            {
                if (rules.Open(call, text, binding) is not { } known)
                    return null;
                var ofWorld = used.GetOrCreateValue(call.World);
                var (count, through) = ofWorld.GetValueOrDefault(text);
                ofWorld[text] = (count + 1, call.World.Log.Last);
                return count < usesMax ? known : known with { Through = through };
            },
        });
    }

    /// <summary>The pages of a first manifest hold what was there when the first was asked for; what came since is passed over.</summary>
    static Fault FirstDay(string id)
    {
        var firstDays = new ConditionalWeakTable<World, StrongBox<long>>();
        return SearchFaults.Rule(id, rules => rules with
        {
            RowsSince = (call, manifest, known) =>
            {
                var day = firstDays.GetOrCreateValue(call.World);
                if (known == Knowledge.Nothing)
                    day.Value = call.World.Log.Last;
                var rows = rules.RowsSince(call, manifest, known);
                return known.Through < day.Value ? rows?.Where(row => row.Number <= day.Value).ToList() : rows;
            },
        });
    }

    /// <summary>So many collblobs are kept of a view; an older one is taken for the latest.</summary>
    static Fault Evicting(string id, int keptMax)
    {
        var given = new ConditionalWeakTable<World, List<(string Text, string View, Knowledge Known)>>();
        return SearchFaults.Rule(id, rules => rules with
        {
            Seal = (call, blob) =>
            {
                var text = rules.Seal(call, blob);
                given.GetOrCreateValue(call.World).Add((text, blob.Binding.Hex, blob.Known));
                return text;
            },
            Open = (call, text, binding) =>
            {
                var known = rules.Open(call, text, binding);
                var ofView = given.GetOrCreateValue(call.World).FindAll(one => one.View == binding.Hex);
                var isKept = ofView.FindLastIndex(one => one.Text == text) >= ofView.Count - keptMax;
                return known is null || isKept || ofView.Count == 0 ? known : ofView[^1].Known;
            },
        });
    }
}
