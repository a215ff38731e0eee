using Conformance.Server.Hosting;

namespace Conformance.Server.ActiveSync.Documents;

/// <summary>A document as the body of an answer. Source: MS-ASHTTP 2.2.2.</summary>
static class WbxmlAnswer
{
    public const string ContentType = "application/vnd.ms-sync.wbxml";

    public static async Task WriteAsync(WorldCall call, Element document)
    {
        var bytes = document.Write();
        call.Response.ContentType = ContentType;
        call.Response.ContentLength = bytes.Length;
        await call.Response.Body.WriteAsync(bytes, call.Http.RequestAborted);
    }
}
