using System.Collections.Immutable;
using System.Text;
using Conformance.Engine.Replicating;
using Conformance.Engine.Searching;
using Conformance.Engine.Storage;
using Conformance.Protocol;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Conformance.Server.Replication;

/// <summary>Answers a SEARCH with repl: what has changed for the client, and what it shall come back with.</summary>
/// <remarks>
/// 207; 416; 475 for a collblob that is not of this collection, query and account, or that nobody here gave out.
/// When nothing changed the repl element is empty, and the client keeps the collblob it has (6.6).
/// Source: Exchange SDK, "Manifest of a Collection" and the scenarios below it, "The Range Header and WebDAV Replication".
/// </remarks>
sealed class ManifestAnswer(WorldCall call, ReplPart repl, Binding binding, Manifest manifest)
{
    readonly ReplicationRules rules = call.Rules.Replication;

    /// <summary>Called with the world's lock held.</summary>
    public Func<Task> Prepare(RowWriter writer)
    {
        var isInitial = repl.Collblob.Length == 0;
        if ((isInitial ? Knowledge.Nothing : rules.Open(call, repl.Collblob, binding)) is not { } known
            || rules.RowsSince(call, manifest, known) is not { } rows)
            return () => RefuseAsync(call);
        var claimed = rows.Where(row => rules.IsClaimed(repl.Tags, row)).ToArray();
        IReadOnlyList<ManifestRow> listed = claimed.Length == 0 ? rows : [.. rows.Except(claimed)];
        IReadOnlyList<ManifestRow> told = listed;
        Knowledge? after = null;
        if (rules.ReadRange(call.Request.Headers.Range.ToString()) is { } ranges)
        {
            if (ranges.Of(listed.Count) is not { } places)
                return () => call.AnswerAsync(StatusCodes.Status416RangeNotSatisfiable);
            ManifestRow[] page = [.. places.Select(place => listed[place])];
            var afterPage = rules.Advance(manifest, known, rows, [.. page, .. claimed]);
            // What a collblob has no room for would be forgotten and told for ever, so then the rest comes at once.
            if (afterPage.Ahead.Length <= call.World.Limits.RowsAheadMax)
            {
                call.Response.Headers.ContentRange = SearchMethod.ContentRange(places, listed.Count);
                (told, after) = (page, afterPage);
            }
        }
        var isQuiet = rows.Count == 0 && !isInitial && repl.Tags.Count == 0;
        var blob = isQuiet && !rules.HandsOutWhenQuiet(call)
            ? null
            : rules.Seal(call, new Collblob(binding, after ?? rules.Advance(manifest, known, rows, [.. told, .. claimed])));
        return new SearchAnswer(
            call, told.Count, text => Open(text, writer, blob), (text, place) => Write(text, writer, told[place], isInitial)).Prepare();
    }

    public static Task RefuseAsync(WorldCall call)
    {
        call.Http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "Invalid collblob";
        return call.AnswerAsync(ReplNames.InvalidCollblob);
    }

    static void Open(StringBuilder text, RowWriter writer, string? blob)
    {
        writer.Open(text);
        text.Append("<d:repl>");
        if (blob is not null)
            text.Append("<d:collblob>").Append(blob).Append("</d:collblob>");
        text.Append("</d:repl>");
    }

    void Write(StringBuilder text, RowWriter writer, ManifestRow row, bool isInitial)
    {
        var changetype = rules.Changetype(call, row, isInitial);
        if (row.Kind == RowKind.Gone)
            writer.WriteGone(text, call.Origin + PermanentUrl.Of(row.Id), ReplTokens.RidOf(row.Id), changetype);
        // Between the slices of a long answer others may have been at work; the next manifest tells of it.
        else if (row.Resource is { Parent: not null } resource && rules.Shows(call, resource))
            writer.Write(text, resource, changetype);
    }
}
