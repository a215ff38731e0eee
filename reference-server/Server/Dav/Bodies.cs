using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>Reads request bodies, each with a bound.</summary>
static class Bodies
{
    const int ChunkBytes = 16 * 1024;

    /// <summary>The whole body; null when it is longer than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(WorldCall call, int bytesMax)
    {
        if (call.Request.ContentLength is { } length)
        {
            if (length > bytesMax)
                return null;
            var whole = new byte[length];
            await call.Request.Body.ReadExactlyAsync(whole, call.Http.RequestAborted);
            return whole;
        }
        using var body = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        for (int count; (count = await call.Request.Body.ReadAsync(chunk, call.Http.RequestAborted)) > 0;)
        {
            if (body.Length + count > bytesMax)
                return null;
            body.Write(chunk, 0, count);
        }
        return body.ToArray();
    }
}
