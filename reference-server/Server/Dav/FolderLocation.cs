using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>A folder that was reached without its final slash is told by its full URL. Source: RFC 4918, 5.2.</summary>
static class FolderLocation
{
    public static void Tell(WorldCall call, Resource resource)
    {
        if (resource.IsFolder && !call.Path.EndsWith('/'))
            call.Response.Headers.ContentLocation = call.Origin + DavPaths.Of(resource);
    }
}
