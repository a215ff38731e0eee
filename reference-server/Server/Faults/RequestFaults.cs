using Conformance.Server.Notification;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults;

/// <summary>A server that refuses what it should take, takes what it should refuse, or reads another request than was sent.</summary>
static class RequestFaults
{
    const int LongValue = 1000;

    static readonly string[] methods = ["SUBSCRIBE", "POLL", "UNSUBSCRIBE"];

    public static readonly Fault[] All =
    [
        // Kestrel would close the connection by itself, and say so.
        new("http.takes-two-lengths", null, rules => rules with { Refuse = _ => null }, answer => answer.Without("Connection")),
        Refusing("http.length-required", StatusCodes.Status411LengthRequired, request =>
            methods.Contains(request.Method) && request.ContentLength is null),
        Refusing("http.body-is-500", StatusCodes.Status500InternalServerError, request =>
            methods.Contains(request.Method) && request.ContentLength > 0),
        Refusing("poll.length-0-is-400", StatusCodes.Status400BadRequest, request =>
            request.Method == "POLL" && request.ContentLength == 0),
        Refusing("subscribe.empty-call-back-is-400", StatusCodes.Status400BadRequest, request =>
            request.Headers.TryGetValue(NotificationHeaders.CallBack, out var value) && value.ToString().Length == 0),
        Refusing("subscribe.delay-needs-call-back", StatusCodes.Status400BadRequest, request =>
            request.Headers.ContainsKey(NotificationHeaders.NotificationDelay) && !request.Headers.ContainsKey(NotificationHeaders.CallBack)),
        Refusing("lease.text-is-500", StatusCodes.Status500InternalServerError, request =>
            request.Headers[NotificationHeaders.SubscriptionLifetime].ToString().AsSpan().ContainsAnyExceptInRange('0', '9')),
        Refusing("headers.long-value-is-500", StatusCodes.Status500InternalServerError, request =>
            request.Headers[NotificationHeaders.NotificationType].ToString().Length > LongValue),
        Reading("headers.spelling-matters", request =>
        {
            foreach (var name in request.Headers.Keys.Where(IsMisspelled).ToArray())
                request.Headers.Remove(name);
        }),
        Reading("headers.last-line-wins", request =>
        {
            if (request.Headers[NotificationHeaders.NotificationType] is { Count: > 1 } lines)
                request.Headers[NotificationHeaders.NotificationType] = lines[^1];
        }),
        Reading("http.heeds-method-override", request =>
        {
            if (request.Headers["X-HTTP-Method-Override"] is [{ } method])
                request.Method = method;
        }),
        Reading("poll.412-echoes-the-request", request =>
        {
            var asked = request.Headers[NotificationHeaders.SubscriptionId];
            var response = request.HttpContext.Response;
            response.OnStarting(() =>
            {
                if (asked.Count > 0 && response.StatusCode is 400 or 412)
                    response.Headers[NotificationHeaders.SubscriptionId] = asked;
                return Task.CompletedTask;
            });
        }),
    ];

    /// <summary>The one name that the examples of the SDK spell in two ways.</summary>
    static bool IsMisspelled(string name) =>
        name.Equals(NotificationHeaders.SubscriptionId, StringComparison.OrdinalIgnoreCase) && name != NotificationHeaders.SubscriptionId;

    static Fault Refusing(string id, int status, Func<HttpRequest, bool> which) => Fault.OfFace(id, rules => rules with
    {
        Refuse = request => which(request) ? status : rules.Refuse(request),
    });

    static Fault Reading(string id, Action<HttpRequest> misread) => Fault.OfFace(id, rules => rules with
    {
        Refuse = request =>
        {
            misread(request);
            return rules.Refuse(request);
        },
    });
}
