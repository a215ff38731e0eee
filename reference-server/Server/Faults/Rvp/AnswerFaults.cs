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
        Seams.OfStatus("rvp.get-is-200", "GET", 501, 200),
        Seams.OfStatus("rvp.options-is-200", "OPTIONS", 501, 200),
        Seams.OfStatus("rvp.copy-is-501", "COPY", 405, 501),
        Fault.OfWire("rvp.unknown-node-is-200", answer => answer.Status == 404 ? answer.WithStatus(200, "Successful") : answer),
    ];
}
