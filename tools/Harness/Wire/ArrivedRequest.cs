using System.Net;

namespace Conformance.Harness.Wire;

/// <summary>A request that reached a listener of ours and waits for the scenario's answer.</summary>
/// <remarks>The connection reads its next request only after this one was answered.</remarks>
public sealed class ArrivedRequest
{
    readonly TaskCompletionSource<Response> response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ArrivedRequest(HttpMessage? message, string fault, ReadOnlyMemory<byte> raw, IPEndPoint from, long timestamp) =>
        (Message, Fault, Raw, From, Timestamp) = (message, fault, raw, from, timestamp);

    /// <summary>Null when the bytes are no whole request.</summary>
    public HttpMessage? Message { get; }

    /// <summary>Why there is no message, a sentence.</summary>
    public string Fault { get; }

    public ReadOnlyMemory<byte> Raw { get; }

    public IPEndPoint From { get; }

    /// <summary>When its last byte came, on the elapsed clock.</summary>
    public long Timestamp { get; }

    public bool IsAnswered => response.Task.IsCompleted;

    internal Task<Response> Response => response.Task;

    /// <summary>Sends these bytes, as they are, and waits until they were handed to the system.</summary>
    /// <returns>False when the request was already answered or its connection is gone.</returns>
    public Task<bool> AnswerAsync(ReadOnlyMemory<byte> bytes, bool thenClose = false) => RespondAsync(new(bytes, thenClose));

    /// <summary>Closes the connection without an answer.</summary>
    public Task<bool> CloseAsync() => RespondAsync(new(default, ThenClose: true));

    /// <summary>Ends the matter: told to whoever answered, and refused to whoever comes later.</summary>
    internal void Finish(bool isSent)
    {
        if (!response.TrySetCanceled() && response.Task.IsCompletedSuccessfully)
            response.Task.Result.IsSent.TrySetResult(isSent);
    }

    async Task<bool> RespondAsync(Response with) => response.TrySetResult(with) && await with.IsSent.Task.ConfigureAwait(false);
}

/// <summary>What the scenario wants to be done with a request.</summary>
internal sealed record Response(ReadOnlyMemory<byte> Bytes, bool ThenClose)
{
    public TaskCompletionSource<bool> IsSent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
