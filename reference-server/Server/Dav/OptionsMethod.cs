using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>OPTIONS: what works here. A hint for discovery; nothing is announced that does not work.</summary>
static class OptionsMethod
{
    public static Task Answer(WorldCall call)
    {
        var headers = call.Response.Headers;
        headers.Allow = call.Allowed;
        headers["Public"] = call.Allowed;
        headers["DAV"] = "1";
        headers["MS-Author-Via"] = "DAV";
        return call.AnswerAsync(StatusCodes.Status200OK);
    }
}
