using Conformance.Protocol;

namespace Conformance.Server.Faults.Rvp;

/// <summary>What is wrong with any answer of presence.</summary>
static class AnswerFaults
{
    public static readonly Fault[] All =
    [
        Fault.OfWire("rvp.answers-without-version", answer => answer.Without(HeaderNames.RvpVersion)),
        Fault.OfWire("rvp.errors-without-version", answer => answer.Status >= 400 ? answer.Without(HeaderNames.RvpVersion) : answer),
        Fault.OfWire("rvp.says-version-1.0", answer =>
            answer[HeaderNames.RvpVersion] is null ? answer : answer.With(HeaderNames.RvpVersion, "1.0")),
        Fault.OfWire("rvp.announces-dav", answer => answer.With("DAV", "1, 2")),
        Fault.OfWire("rvp.xml-as-plain-text", answer =>
            answer[HeaderNames.ContentType] is null ? answer : answer.With(HeaderNames.ContentType, "text/plain")),
        Fault.OfWire("rvp.other-prefixes", answer => answer[HeaderNames.RvpVersion] is null || answer.Body.Length == 0 ? answer
            : answer.WithText(answer.Text
                .Replace("<d:", "<Z:").Replace("</d:", "</Z:").Replace("xmlns:d=", "xmlns:Z=")
                .Replace("<r:", "<D:").Replace("</r:", "</D:").Replace("xmlns:r=", "xmlns:D="))),
        Seams.OfStatus("rvp.huge-is-500", "PROPPATCH", 413, 500),
        Fault.OfWire("rvp.sends-to-the-root", answer =>
            answer.Status == 302 && answer[HeaderNames.Location] is { } there
                ? answer.With(HeaderNames.Location, new Uri(new Uri(there), "/").AbsoluteUri)
                : answer),
        Seams.OfStatus("rvp.unread-change-is-412", "PROPPATCH", 207, 412),
        Seams.OfStatus("rvp.get-is-200", "GET", 501, 200),
        Seams.OfStatus("rvp.options-is-200", "OPTIONS", 501, 200),
        Seams.OfStatus("rvp.copy-is-501", "COPY", 405, 501),
        Fault.OfWire("rvp.unknown-node-is-200", answer => answer.Status == 404 ? answer.WithStatus(200, "Successful") : answer),
    ];
}
