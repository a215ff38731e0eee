using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>OPTIONS: what works here. A hint for discovery; nothing is announced that does not work.</summary>
/// <remarks>Source: RFC 4918, 10.1; Exchange SDK, "OPTIONS Method".</remarks>
static class OptionsMethod
{
    /// <summary>A version of Exchange 2000 that the documents show; clients read from it that this is no plain web server.</summary>
    const string Build = "6.0.6249";

    public static Task Answer(WorldCall call)
    {
        var headers = call.Response.Headers;
        headers.Allow = call.Allowed;
        headers["Public"] = call.Allowed;
        headers["DAV"] = "1, 2";
        // The query grammars of SEARCH (RFC 5323, 3.1), where some face serves it.
        if (call.Allowed.Split(", ").Contains("SEARCH"))
            headers["DASL"] = "<DAV:sql>";
        headers["MS-Author-Via"] = "DAV";
        headers["MS-WebStorage"] = Build;
        headers.CacheControl = "private";
        return call.AnswerAsync(StatusCodes.Status200OK);
    }
}
