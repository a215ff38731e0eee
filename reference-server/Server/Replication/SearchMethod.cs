using System.Collections.Immutable;
using System.Text;
using Conformance.Engine.Replicating;
using Conformance.Engine.Searching;
using Conformance.Engine.Storage;
using Conformance.Protocol.Sql;
using Conformance.Server.Dav;
using Conformance.Server.Dav.Properties;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;
using static System.Globalization.CultureInfo;

namespace Conformance.Server.Replication;

/// <summary>SEARCH: the rows of a query. Source: Exchange SDK, "SEARCH Method"; RFC 5323 for what it leaves open.</summary>
/// <remarks>
/// 207; 400 a body that is no XML or a scope outside the folder; 403; 404; 405 on an item; 413; 415 a body of another type;
/// 416 none of the rows asked for is there; 422 no query, or one that cannot be carried out: its body says where; 475 see
/// <see cref="ManifestAnswer"/>.
/// </remarks>
static class SearchMethod
{
    public static async Task Answer(WorldCall call)
    {
        if (!call.Rules.Replication.TakesType(call.Request.ContentType))
        {
            await call.AnswerAsync(StatusCodes.Status415UnsupportedMediaType);
            return;
        }
        // OWA-For-Tcl begins its body with a line feed, and lived with the servers of its time.
        var (root, refusal) = await XmlRequest.ReadAsync(call, mayBeginWithBlanks: true);
        if (refusal is not null || root is null)
        {
            await call.AnswerAsync(refusal ?? StatusCodes.Status400BadRequest);
            return;
        }
        if (call.Rules.Replication.ReadRequest(call, root) is not { } request
            || (request.Sql ?? RememberedSql(call, request.Repl)) is not { } sql)
        {
            await call.AnswerAsync(StatusCodes.Status422UnprocessableEntity);
            return;
        }
        Func<Task> send;
        try
        {
            var query = SqlReader.Read(sql, LimitsOf(call));
            var bound = new QueryBinder(call.Rules.Replication).Bind(query);
            if (request.Repl is not null && !bound.Groups.IsEmpty)
                throw new SqlException(query.GroupBy[0].Position, "stand groups, of which no manifest can be made");
            lock (call.World.Gate)
                send = Find(call, request with { Sql = sql }, query, bound);
        }
        catch (SqlException error)
        {
            send = () => RefuseAsync(call, error);
        }
        await send();
    }

    /// <summary>The query that a collblob was made with, for a client that does not say it again (6.12); null for none.</summary>
    static string? RememberedSql(WorldCall call, ReplPart? repl)
    {
        lock (call.World.Gate)
            return repl is { Collblob.Length: > 0 } && Collblob.Read(call.World, repl.Collblob) is { } blob
                ? call.World.Queries.Find(blob.Binding.Hex)
                : null;
    }

    static SqlLimits LimitsOf(WorldCall call) =>
        new(call.World.Limits.SqlTermsMax, call.World.Limits.SqlDepthMax, call.World.Limits.SqlNamesMax);

    static Task RefuseAsync(WorldCall call, SqlException error) => XmlAnswer.WriteAsync(
        call, StatusCodes.Status422UnprocessableEntity, new StringBuilder(XmlAnswer.Declaration)
            .Append("<a:error xmlns:a=\"DAV:\"><a:responsedescription>").Append(XmlText.Escape(error.Message))
            .Append("</a:responsedescription></a:error>"));

    static Func<Task> Find(WorldCall call, SearchRequest request, SqlQuery query, BoundQuery bound)
    {
        var rules = call.Rules.Replication;
        if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } collection)
            return Status(call, StatusCodes.Status404NotFound);
        if (!rules.Shows(call, collection))
            return Status(call, StatusCodes.Status403Forbidden);
        if (!collection.IsFolder)
            return () => Refusals.MethodAsync(call);
        var (scopes, refusal) = ScopeBinder.Bind(call, collection, query);
        if (refusal is not null)
            return Status(call, refusal.Value);
        call.Response.Headers.AcceptRanges = "rows";
        var search = new Search(call.World.Rules.Search,
            (resource, name) => LiveProperties.ValueOf(call, resource, name), resource => rules.Shows(call, resource));
        var sought = new Query(scopes, bound.Where, bound.Order);
        var writer = new RowWriter(call, bound.Columns, request.Repl?.Namespace, call.Rules.Dav.IsBrief(call.Request.Headers));
        if (request.Repl is { } repl)
        {
            var binding = rules.Bind(call, collection, scopes, query);
            call.World.Queries.Note(binding.Hex, request.Sql!, call.World.Limits);
            var manifest = new Manifest(call.World, search, sought, resource => rules.Shows(call, resource));
            return new ManifestAnswer(call, repl, binding, manifest).Prepare(writer);
        }
        var rows = search.Find(sought);
        return bound.Groups.IsEmpty ? Rows(call, rows, writer) : Groups(call, collection, search, rows, bound, writer);
    }

    static Func<Task> Rows(WorldCall call, List<Resource> rows, RowWriter writer) =>
        Send(call, writer, rows.Count, (text, place) =>
        {
            // Between the slices of a long answer others may have been at work.
            if (rows[place] is { Parent: not null } row && call.Rules.Replication.Shows(call, row))
                writer.Write(text, row, null);
        });

    static Func<Task> Groups(
        WorldCall call, Resource collection, Search search, List<Resource> rows, BoundQuery bound, RowWriter writer)
    {
        ImmutableArray<SortKey> order = [.. bound.Order, .. bound.Groups];
        var groups = search.Grouped(rows, order);
        return Send(call, writer, groups.Count, (text, place) => writer.Write(text, collection, groups[place]));
    }

    static Func<Task> Send(WorldCall call, RowWriter writer, int count, Action<StringBuilder, int> write)
    {
        if (call.Rules.Replication.ReadRange(call.Request.Headers.Range.ToString()) is not { } ranges)
            return new SearchAnswer(call, count, writer.Open, write).Prepare();
        if (ranges.Of(count) is not { } places)
            return Status(call, StatusCodes.Status416RangeNotSatisfiable);
        call.Response.Headers.ContentRange = ContentRange(places, count);
        return new SearchAnswer(call, places.Count, writer.Open, (text, place) => write(text, places[place])).Prepare();
    }

    /// <summary>From the first row to the last, also where there is a gap between; the form that clients read.</summary>
    internal static string ContentRange(IReadOnlyList<int> places, int count) => places.Count == 0
        ? $"rows 0-0; total={count.ToString(InvariantCulture)}"
        : string.Create(InvariantCulture, $"rows {places[0]}-{places[^1]}; total={count}");

    static Func<Task> Status(WorldCall call, int status) => () => call.AnswerAsync(status);
}
