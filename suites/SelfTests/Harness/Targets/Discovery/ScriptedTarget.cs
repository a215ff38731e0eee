using System.Collections.Concurrent;
using System.Text;
using Conformance.Harness.Targets.Discovery;
using Conformance.Harness.Wire;

namespace Conformance.SelfTests.Harness.Targets.Discovery;

/// <summary>A target that is a function: what it is asked is kept, what it answers is computed.</summary>
sealed class ScriptedTarget(Func<ProbeRequest, Reply> answer) : IProbeChannel
{
    public ConcurrentQueue<ProbeRequest> Requests { get; } = new();

    public IEnumerable<string> Methods => Requests.Select(r => r.Method);

    public Task<Reply> SendAsync(ProbeRequest request, CancellationToken cancellation)
    {
        Requests.Enqueue(request);
        return Task.FromResult(answer(request));
    }

    public static Reply Answer(int status, string body = "", params string[] headers)
    {
        var bytes = Encoding.Latin1.GetBytes(body);
        return new Answered(
            new HttpMessage($"HTTP/1.1 {status} X", [.. headers.Select(h => new Header(h.Split(':', 2)[0], h.Split(':', 2)[1].Trim()))], bytes, bytes)
            {
                Status = status,
            },
            [], TimeSpan.FromMilliseconds(1));
    }

    public static Reply None(NoAnswerCause cause, string detail) => new NoAnswer(cause, detail, ReadOnlyMemory<byte>.Empty, TimeSpan.Zero);
}
