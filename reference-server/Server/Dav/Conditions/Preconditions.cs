using System.Globalization;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Conditions;

/// <summary>Everything that a request may be made to depend on, judged in the order of RFC 9110, 13.2.2, If last.</summary>
static class Preconditions
{
    /// <summary>Answers 304, 400 or 412 when the request may not go on; else null.</summary>
    /// <param name="resource">What the request is about; null when nothing is there.</param>
    public static Task? Refuse(WorldCall call, Resource? resource) =>
        Judge(call, resource) is { } status ? call.AnswerAsync(status) : null;

    static int? Judge(WorldCall call, Resource? resource)
    {
        var headers = call.Request.Headers;
        var rules = call.Rules.Dav;
        var reads = HttpMethods.IsGet(call.Request.Method) || HttpMethods.IsHead(call.Request.Method);
        if (headers.IfMatch.Count > 0)
        {
            if (!rules.IsNamedIn(headers.IfMatch.ToString(), resource))
                return StatusCodes.Status412PreconditionFailed;
        }
        else if (DateIn(headers.IfUnmodifiedSince) is { } limit && resource is not null && SecondOf(resource) > limit)
            return StatusCodes.Status412PreconditionFailed;
        if (headers.IfNoneMatch.Count > 0)
        {
            // Weak comparison: a W/ before a tag does not matter here (RFC 9110, 13.1.2).
            if (rules.IsNamedIn(headers.IfNoneMatch.ToString().Replace("W/", "", StringComparison.Ordinal), resource))
                return reads ? StatusCodes.Status304NotModified : StatusCodes.Status412PreconditionFailed;
        }
        else if (reads && DateIn(headers.IfModifiedSince) is { } since && resource is not null && SecondOf(resource) <= since)
            return StatusCodes.Status304NotModified;
        return headers["If"].Count == 0 ? null : JudgeIf(call, resource);
    }

    static int? JudgeIf(WorldCall call, Resource? resource)
    {
        if (IfHeader.TryParse(call.Request.Headers["If"], call.World.Limits) is not { } header)
            return StatusCodes.Status400BadRequest;
        return call.Rules.Dav.Holds(header, (list, condition) => IsTrue(call, list, condition, resource))
            ? null
            : StatusCodes.Status412PreconditionFailed;
    }

    static bool IsTrue(WorldCall call, IfList list, IfCondition condition, Resource? here)
    {
        var rules = call.Rules.Dav;
        if (!condition.IsEntityTag && !rules.Heeds(call.Request.Method, condition.Text))
            return true;
        var (path, resource) = list.Tag is null
            ? (call.Path, here)
            : UrlReference.Read(call, list.Tag) is { IsElsewhere: false, Path: { } named }
                ? (named, PermanentUrl.Resolve(call.World.Store, named))
                : (null, null);
        var matches = condition.IsEntityTag
            ? resource is not null && rules.IsEntity(condition.Text, resource)
            : path is not null && rules.IsInForce(call, path, resource, condition.Text);
        return matches != condition.IsNegated;
    }

    /// <summary>A date that cannot be read counts as none (RFC 9110, 13.1.3).</summary>
    static DateTimeOffset? DateIn(string? text) =>
        DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    /// <summary>Dates on the wire know no parts of a second.</summary>
    static DateTimeOffset SecondOf(Resource resource) =>
        resource.ModifiedAt.AddTicks(-(resource.ModifiedAt.Ticks % TimeSpan.TicksPerSecond));
}
