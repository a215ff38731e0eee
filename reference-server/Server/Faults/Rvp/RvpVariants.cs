using Conformance.Protocol;

namespace Conformance.Server.Faults.Rvp;

/// <summary>What a right server may do otherwise than this one.</summary>
static class RvpVariants
{
    public static readonly Fault[] All =
    [
        Fault.OfWire("variant.rvp-other-reasons", answer =>
            answer[HeaderNames.RvpVersion] is not null && answer.Status == 200 ? answer.WithStatus(200, "OK") : answer),
        Fault.OfWire("variant.rvp-declares-again", answer => answer[HeaderNames.RvpVersion] is null || answer.Body.Length == 0 ? answer
            : answer.WithText(answer.Text
                .Replace("<d:href>", "<d:href xmlns:d='DAV:'>")
                .Replace("<r:state>", "<r:state xmlns:r=\"http://schemas.microsoft.com/rvp/\">"))),
        Fault.OfWire("variant.rvp-inner-200-ok", answer =>
            answer.Body.Length == 0 ? answer : answer.WithText(answer.Text.Replace("200 Successful", "200 OK"))),
        Fault.OfWire("variant.rvp-more-headers", answer =>
            answer[HeaderNames.RvpVersion] is null ? answer : answer.With("X-Node", "home1").With("Cache-Control", "no-cache")),
        Fault.OfWire("variant.rvp-more-elements", answer => answer[HeaderNames.RvpVersion] is null || answer.Body.Length == 0 ? answer
            : answer.WithText(answer.Text
                .Replace("</r:subscription>", "<r:since>0</r:since></r:subscription>").Replace("</r:state>", "</r:state><r:alias/>"))),
        Fault.OfWire("variant.rvp-wrapped-text", answer => answer[HeaderNames.RvpVersion] is null || answer.Body.Length == 0 ? answer
            : answer.WithText(answer.Text
                .Replace("<r:subscription-id>", "<r:subscription-id>\r\n  ").Replace("</r:subscription-id>", "\r\n  </r:subscription-id>")
                .Replace("<d:href>", "<d:href>\r\n  ").Replace("</d:href>", "\r\n  </d:href>"))),
        Seams.OfEngine("variant.rvp-shorter-leases", rules => rules with
        {
            GrantLease = (limits, asked) => rules.GrantLease(limits, asked > 120 ? asked / 2 : asked),
        }),
        Seams.OfEngine("variant.rvp-shorter-state-leases", rules => rules with
        {
            GrantStateLease = (limits, asked) => rules.GrantStateLease(limits, asked > 120 ? asked / 2 : asked),
        }),
        Seams.OfSentHeader("variant.rvp-notify-without-id", "Subscription-Id", null),
    ];
}
