using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Properties;

/// <summary>Makes something together with its properties, or not at all, and answers the 207 that tells of both.</summary>
/// <remarks>
/// <code>
/// &lt;response>&lt;href/>&lt;status>HTTP/1.1 201 Created&lt;/status>&lt;propstat>...&lt;/propstat>&lt;/response>
/// </code>
/// RFC 4918 lets a response have a status or propstats; Exchange answers both here. Source: Exchange SDK, examples of
/// "MKCOL Method" and "PROPPATCH Method".
/// </remarks>
static class Creation
{
    public static Task WithProperties(
        WorldCall call, NewPlace place, IReadOnlyList<PropertyStep> steps, Func<Resource> create, bool isFolder)
    {
        var patch = PropertyPatch.Judge(call, null, steps);
        var document = new PropertyMultiStatus();
        int? status = null;
        if (!patch.IsRefused)
        {
            var made = create();
            patch.Apply(call, made);
            NewPlace.Tell(call, made);
            status = StatusCodes.Status201Created;
        }
        document.Open(call.Origin + DavPaths.Encode($"{place.Folder.Path.TrimEnd('/')}/{place.Name}", isFolder), status);
        patch.Describe(document, isBrief: call.Rules.Dav.IsBrief(call.Request.Headers));
        document.Close();
        return document.AnswerAsync(call);
    }
}
