using System.Xml.Linq;
using Conformance.Engine.Presence;
using Conformance.Protocol;
using Conformance.Server.Dav;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>NOTIFY to a node: passed on to each inbox of it, and nothing is kept. Source: RVP draft 5.6.</summary>
/// <remarks>
/// The body goes on byte for byte, so that what the draft does not know arrives as it was sent. No subscription of the sender is
/// needed, only the right to send.
/// </remarks>
static class NotifyMethod
{
    public static async Task AnswerAsync(RvpCall call)
    {
        var body = await Bodies.ReadAsync(call.Http, call.World.Limits.XmlBytesMax);
        if (body is null)
        {
            await call.AnswerAsync(StatusCodes.Status413PayloadTooLarge);
            return;
        }
        if (RvpHeaders.HopCount(call.Headers) is not { } hop
            || !RvpHeaders.TrySingle(call.Headers, HeaderNames.RvpAckType, out var word) || ReadAck(word) is not { } ack
            || XmlRequest.Parse(call.Http, body) is not { } root || root.Name != RvpNames.Notification || !root.HasElements)
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
        else if (!call.May(PresenceRights.SendTo))
            await call.RefuseAsync();
        else if (!root.Elements().All(child => IsHonest(call, child)))
            await call.AnswerAsync(StatusCodes.Status403Forbidden);
        else if (!call.Rules.MayPassOn(hop, call.World.Limits.HopCountMax))
            await call.AnswerAsync(StatusCodes.Status412PreconditionFailed);
        else
            await PassOnAsync(call, new Mail(call.Caller.Url, word, (int)hop, body, 1), call.Rules.AnswersAs(ack));
    }

    static AckType? ReadAck(string? word) =>
        word is null ? AckType.SingleHop
        : !word.AsSpan().ContainsAnyInRange('0', '9') && Enum.TryParse<AckType>(word, ignoreCase: true, out var ack) ? ack
        : null;

    /// <summary>Whether a message or a change is from who it says.</summary>
    static bool IsHonest(RvpCall call, XElement child) =>
        (child.Name != RvpNames.Message && child.Name != RvpNames.Propnotification)
        || (child.Element(RvpNames.NotificationFrom)?.Descendants(RvpXmlNames.Href).FirstOrDefault() is { } href
            && NodeNames.ReadPrincipal(call.Own, href.Value) is { } from && call.Rules.MaySpeakAs(call.Caller.Who, from));

    static async Task PassOnAsync(RvpCall call, Mail mail, AckType ack)
    {
        var delivery = new Delivery(call.Http.Run);
        var stops = delivery.Stops(call.Node.Name, mail.Hop);
        if (ack == AckType.SingleHop)
        {
            // Who is answered before any inbox may believe that the message is on its way: where all queues are full it is not.
            await call.AnswerAsync(delivery.Send(mail, stops, _ => { }) || stops.Count == 0
                ? StatusCodes.Status200OK
                : StatusCodes.Status503ServiceUnavailable);
            return;
        }
        if (stops.Count == 0)
        {
            await call.AnswerAsync(StatusCodes.Status412PreconditionFailed);
            return;
        }
        var told = new Acknowledgements(ack, stops.Count);
        await call.Http.RestAsync(over =>
        {
            told.Decided = over;
            delivery.Send(mail, stops, told.Add);
        });
        if (told.Status is { } status)
            await call.AnswerAsync(status);
    }
}
