using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.Dav;

/// <summary>Answers of the single methods that say something else than was done.</summary>
static partial class AnswerFaults
{
    public static readonly Fault[] All =
    [
        Fault.OfWire("options.no-allow", answer => answer.Answers("OPTIONS") ? answer.Without("Allow") : answer),
        Fault.OfWire("options.has-a-body", answer => answer.Answers("OPTIONS")
            ? answer.With("Content-Type", "text/plain").WithText("Whatever you like.")
            : answer),
        Hiding("options.hides-subscriptions", "SUBSCRIBE", "UNSUBSCRIBE", "POLL"),
        Hiding("options.hides-locks", "LOCK", "UNLOCK"),
        Hiding("options.hides-search", "SEARCH"),
        Seams.OfStatus("get.missing-is-empty", "GET", 404, 200, "OK"),
        Fault.OfWire("get.another-type", answer =>
            answer.Answers("GET", 200) ? answer.With("Content-Type", "application/octet-stream") : answer),
        Fault.OfWire("get.no-tag", answer => answer.Answers("GET") ? answer.Without("ETag") : answer),
        Fault.OfWire("head.another-tag", answer => answer.Answers("HEAD", 200) ? answer.With("ETag", "\"of-the-head\"") : answer),
        Fault.OfWire("get.range-of-another-whole", answer => answer.Answers("GET", 206)
            ? answer.With("Content-Range", Whole().Replace(answer["Content-Range"]!, "/1"))
            : answer),
        Seams.Refusing("get.big-numbers-are-500", 500, request => BigNumber().IsMatch(request.Headers.Range.ToString())),
        Seams.OfStatus("put.new-is-200", "PUT", 201, 200, "OK"),
        Seams.OfStatus("put.no-folder-is-404", "PUT", 409, 404, "Not Found"),
        Seams.Misreading("put.takes-a-part", request => request.Headers.Remove("Content-Range")),
        Fault.OfWire("post.no-location", answer => answer.Answers("POST", 201) ? answer.Without("Location") : answer),
        Seams.OfStatus("mkcol.again-is-201", "MKCOL", 405, 201, "Created"),
        Seams.OfStatus("mkcol.any-body-is-201", "MKCOL", 415, 201, "Created"),
        Seams.OfXml("mkcol.made-is-200", "MKCOL", xml => xml.Replace("HTTP/1.1 201 Created", "HTTP/1.1 200 OK", StringComparison.Ordinal)),
        Seams.OfStatus("delete.missing-is-204", "DELETE", 404, 204, "No Content"),
        Seams.OfStatus("delete.partial-is-403", "DELETE", 207, 403, "Forbidden", isBare: true),
        Seams.OfStatus("copy.replaced-is-201", "COPY", 204, 201, "Created"),
        Seams.OfStatus("move.replaced-is-201", "MOVE", 204, 201, "Created"),
        Seams.OfStatus("move.made-is-200", "MOVE", 201, 200, "OK"),
        Seams.Refusing("heads.long-depth-is-500", 500, request =>
            request.Headers["Depth"].ToString().Length > "infinity,noroot".Length),
        Seams.OfStatus("move.missing-is-204", "MOVE", 404, 204, "No Content"),
        Fault.OfWire("transfer.elsewhere-is-201", answer =>
            IsTransfer(answer, 502) ? Seams.WithStatus(answer, 201, "Created") : answer),
        Seams.Misreading("transfer.itself-beside-itself", request =>
        {
            if (DestinationOf(request) is { } destination && destination.TrimEnd('/') == request.Path.Value!.TrimEnd('/'))
                request.Headers["Destination"] = destination.TrimEnd('/') + "-again";
        }),
        Seams.Misreading("transfer.into-itself-is-beside", request =>
        {
            if (DestinationOf(request) is { } destination && request.Path.Value!.TrimEnd('/') is var source
                && destination.TrimEnd('/').StartsWith(source + "/", StringComparison.Ordinal))
                request.Headers["Destination"] = source + "-beside";
        }),
        Fault.OfWire("transfer.tells-no-name", answer => IsTransfer(answer, 201) ? answer.Without("Location") : answer),
        Seams.OfXml("batch.forgets-what-is-missing", "BPROPFIND", Missing(), ""),
        Seams.OfXml("batch.tells-of-one-target", "BPROPPATCH", LaterResponses(), ""),
        Seams.OfStatus("batch.partial-is-204", "BDELETE", 207, 204, "No Content", isBare: true),
        Seams.OfStatus("batch.malformed-is-204", "BDELETE", 400, 204, "No Content", isBare: true),
        Seams.OfXml("batch.tells-no-place", "BMOVE", Place(), ""),
        Seams.OfXml("urls.lower-case", "PROPFIND", xml => xml.Replace(".EML", ".eml", StringComparison.Ordinal)),
        Seams.OfXml("names.as-they-are", "PROPFIND", xml => Href().Replace(xml, href =>
            $"<a:href>{Server.Dav.XmlText.Escape(Uri.UnescapeDataString(href.Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal)))}</a:href>")),
        Seams.OfXml("names.plus-is-a-blank", "PROPFIND", xml => Href().Replace(xml, href => href.Value.Replace("+", "%20", StringComparison.Ordinal))),
    ];

    /// <summary>The path that a request is to bring something to; null when there is none.</summary>
    static string? DestinationOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers["Destination"].ToString(), UriKind.Absolute, out var destination)
            ? Uri.UnescapeDataString(destination.AbsolutePath)
            : null;

    static bool IsTransfer(WireAnswer answer, int status) => answer.Answers("COPY", status) || answer.Answers("MOVE", status);

    static Fault Hiding(string id, params string[] methods) => Fault.OfWire(id, answer =>
        answer.Answers("OPTIONS") && answer["Allow"] is { } allowed
            ? answer.With("Allow", string.Join(", ", allowed.Split(", ").Except(methods)))
            : answer);

    [GeneratedRegex("<a:response><a:href>[^<]*</a:href><a:status>HTTP/1.1 404[^<]*</a:status></a:response>")]
    private static partial Regex Missing();

    [GeneratedRegex("(?<=</a:response>)<a:response>.*</a:response>", RegexOptions.Singleline)]
    private static partial Regex LaterResponses();

    [GeneratedRegex("<a:location>.*?</a:location>")]
    private static partial Regex Place();

    [GeneratedRegex("/[0-9]+")]
    private static partial Regex Whole();

    [GeneratedRegex("[0-9]{19}")]
    private static partial Regex BigNumber();

    [GeneratedRegex("<a:href>([^<]*)</a:href>")]
    private static partial Regex Href();
}
