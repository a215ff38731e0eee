using System.Text;
using Conformance.Harness.Targets;
using Conformance.Harness.Targets.Discovery;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>Carries the requests of discovery over the transport that the scenarios use too.</summary>
sealed class ProbeChannel(Target target, ITransport transport) : IProbeChannel, IDisposable
{
    /// <summary>What stands for a scenario id in the requests of discovery.</summary>
    public const string Scenario = "discovery";

    readonly HttpClient control = new();

    public async Task<Reply> SendAsync(ProbeRequest request, CancellationToken cancellation)
    {
        if (request.Url.Authority != target.Url.Authority)
            return await AskControlAsync(request, cancellation);
        var scope = target[request.Role] is { } account
            ? Scope.Empty.Bind(request.Role, AccountValue.Of(account, target.Authentication.Kind))
            : Scope.Empty;
        var composer = new RequestComposer(target, target.Url, Scenario);
        byte[]? body = request.Body.IsEmpty ? null : request.Body.ToArray();
        var outgoing = composer.Compose(scope, request.Role, request.Method, request.Url.PathAndQuery, request.Headers, body);
        return await transport.ExchangeAsync(outgoing with { Patience = request.Patience }, cancellation);
    }

    public void Dispose() => control.Dispose();

    /// <summary>The control port is no target: what it says is not judged, so an ordinary client asks it.</summary>
    async Task<Reply> AskControlAsync(ProbeRequest request, CancellationToken cancellation)
    {
        try
        {
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            bound.CancelAfter(request.Patience);
            using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Url);
            using var answer = await control.SendAsync(message, bound.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(bound.Token);
            var line = $"HTTP/1.1 {(int)answer.StatusCode} {answer.ReasonPhrase}";
            return new Answered(
                new HttpMessage(line, [], body, Encoding.Latin1.GetBytes(line + "\r\n\r\n").Concat(body).ToArray())
                {
                    Status = (int)answer.StatusCode,
                    Reason = answer.ReasonPhrase ?? "",
                }, [], TimeSpan.Zero);
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new NoAnswer(NoAnswerCause.NotReached, $"{request.Url}: {fault.Message}", ReadOnlyMemory<byte>.Empty, TimeSpan.Zero);
        }
    }
}
