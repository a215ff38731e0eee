using Conformance.Server.Dav;
using Conformance.Server.Faults.Dav;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.Replication;

/// <summary>Guards that are looked at too late, passed over when they are long, or that leave a trace.</summary>
static class GuardFaults
{
    const string Late = "X-Late";

    public static readonly Fault[] All =
    [
        Seams.Misreading("guard.long-is-passed-over", request =>
        {
            if (request.Headers["If"].ToString().Length > 8192)
                request.Headers.Remove("If");
        }),
        Seams.OfStatus("guard.altered-is-refused", "PUT", 210,
            StatusCodes.Status422UnprocessableEntity, "Unprocessable Content"),
        Seams.Refusing("guard.post-is-malformed", StatusCodes.Status400BadRequest, request =>
            request.Method == "POST" && request.Headers["If"].ToString().Contains("<rt:", StringComparison.Ordinal)),
        TooLate("guard.refuses-too-late"),
        Seams.OfDav("guard.refusal-is-a-write", rules => rules with
        {
            IsInForce = (call, path, resource, token) =>
            {
                var isInForce = rules.IsInForce(call, path, resource, token);
                if (!isInForce && resource is not null)
                    call.World.Store.SetProperties(resource, []);
                return isInForce;
            },
        }),
        Seams.OfDav("manifest.reading-is-a-change", rules => rules with
        {
            VisibleMembers = (call, folder) =>
            {
                var members = rules.VisibleMembers(call, folder).ToList();
                foreach (var member in members)
                    call.World.Store.SetProperties(member, []);
                return members;
            },
        }),
    ];

    /// <summary>A PUT that its guard stops is carried out first, and then answered 412.</summary>
    static Fault TooLate(string id) => new(
        id,
        null,
        rules => rules with
        {
            Dav = rules.Dav with
            {
                IsInForce = (call, path, resource, token) =>
                {
                    if (rules.Dav.IsInForce(call, path, resource, token))
                        return true;
                    var isLate = call.Request.Method == "PUT" && ReplTokens.IsOne(token);
                    if (isLate)
                        call.Response.Headers[Late] = "1";
                    return isLate;
                },
            },
        },
        answer => answer[Late] is null
            ? answer
            : answer.Without(Late).WithStatus(StatusCodes.Status412PreconditionFailed, "Precondition Failed"));
}
