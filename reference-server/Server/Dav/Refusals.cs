using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>Answers that several methods refuse with.</summary>
static class Refusals
{
    /// <summary>405: the method is served here, but not by this resource, so Allow names the others.</summary>
    public static Task MethodAsync(WorldCall call)
    {
        call.Response.Headers.Allow = string.Join(", ",
            call.Allowed.Split(", ").Where(method => method != call.Request.Method));
        return call.AnswerAsync(StatusCodes.Status405MethodNotAllowed);
    }
}
