using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Conformance.Server.Dav;

/// <summary>What the store keeps of an uploaded body. Source: Exchange SDK, "PUT Method and Replication", status 210.</summary>
/// <remarks>
/// A message is kept with the line ends of RFC 5322, CR LF; who sent it with others is told by <c>210 Content Different</c>
/// that the resource is not what he sent, and fetches it again. Everything else is kept as it came.
/// </remarks>
readonly record struct KeptBody(byte[] Bytes, bool IsAltered)
{
    const int ContentDifferent = 210;

    public static KeptBody Of(byte[] sent, string? contentType) =>
        PutMethod.IsMessage(contentType) && WithLineEnds(sent) is { } kept ? new(kept, true) : new(sent, false);

    /// <summary>Answers a successful upload.</summary>
    public Task AnswerAsync(WorldCall call, int status)
    {
        if (!IsAltered)
            return call.AnswerAsync(status);
        call.Http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "Content Different";
        return call.AnswerAsync(ContentDifferent);
    }

    /// <summary>Null when each LF follows a CR already.</summary>
    static byte[]? WithLineEnds(byte[] sent)
    {
        var kept = new List<byte>(sent.Length + 16);
        for (var i = 0; i < sent.Length; i++)
        {
            if (sent[i] == '\n' && (i == 0 || sent[i - 1] != '\r'))
                kept.Add((byte)'\r');
            kept.Add(sent[i]);
        }
        return kept.Count == sent.Length ? null : [.. kept];
    }
}
