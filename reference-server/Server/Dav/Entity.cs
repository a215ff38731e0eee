using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>Entity tags and the conditions that are set on them. Source: RFC 9110, 8.8.3 and 13.</summary>
static class Entity
{
    /// <summary>Changes with each change of the resource.</summary>
    public static string TagOf(Resource resource) => $"\"{resource.Id:x}-{resource.ChangeNumber:x}\"";

    /// <summary>Judges If-Match and If-None-Match; null when the request may go on.</summary>
    /// <param name="resource">Null when nothing is there.</param>
    public static int? Judge(WorldCall call, Resource? resource)
    {
        var headers = call.Request.Headers;
        if (headers.IfMatch.Count > 0 && !Names(headers.IfMatch.ToString(), resource))
            return StatusCodes.Status412PreconditionFailed;
        if (headers.IfNoneMatch.Count > 0 && Names(headers.IfNoneMatch.ToString(), resource))
            return HttpMethods.IsGet(call.Request.Method) || HttpMethods.IsHead(call.Request.Method)
                ? StatusCodes.Status304NotModified
                : StatusCodes.Status412PreconditionFailed;
        return IfHeader.Judge(call);
    }

    static bool Names(string list, Resource? resource)
    {
        if (resource is null)
            return false;
        var tag = TagOf(resource);
        foreach (var item in list.Split(','))
            if (item.Trim() is var one && (one == "*" || one == tag || one == "W/" + tag))
                return true;
        return false;
    }
}
