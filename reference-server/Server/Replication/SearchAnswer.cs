using System.Buffers;
using System.Text;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Replication;

/// <summary>Sends the 207 of a SEARCH: in one piece, or in slices when it has many rows.</summary>
/// <remarks>
/// What is short is written while the world stands still. A long answer frees the world between slices, so its memory is
/// that of one slice; a resource that goes in between is left out, and one that changes is told as it is then.
/// </remarks>
/// <param name="Count">Rows.</param>
/// <param name="Row">Writes the row at a place.</param>
sealed record SearchAnswer(WorldCall Call, int Count, Action<StringBuilder> Open, Action<StringBuilder, int> Row)
{
    /// <summary>Characters that are gathered before they become bytes.</summary>
    const int Gathered = 16 * 1024;

    /// <summary>Begins the answer. Called with the world's lock held; what it gives is awaited without.</summary>
    public Func<Task> Prepare()
    {
        Call.Response.StatusCode = StatusCodes.Status207MultiStatus;
        Call.Response.ContentType = "text/xml";
        var text = new StringBuilder(Math.Min(Count, 2) * Gathered);
        Open(text);
        if (Count > Call.World.Limits.RowsAtOnceMax)
            return () => SendSlicesAsync(text);
        for (var place = 0; place < Count; place++)
            Row(text, place);
        RowWriter.Close(text);
        return () => SendAsync(text);
    }

    async Task SendAsync(StringBuilder text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        Call.Response.ContentLength = bytes.Length;
        await Call.Response.Body.WriteAsync(bytes, Call.Http.RequestAborted);
    }

    async Task SendSlicesAsync(StringBuilder text)
    {
        await Call.Response.StartAsync(Call.Http.RequestAborted);
        for (var written = 0; written < Count;)
        {
            lock (Call.World.Gate)
                written = WriteSlice(text, written);
            await Call.Response.BodyWriter.FlushAsync(Call.Http.RequestAborted);
        }
        RowWriter.Close(text);
        Pass(text);
        await Call.Response.BodyWriter.FlushAsync(Call.Http.RequestAborted);
    }

    int WriteSlice(StringBuilder text, int from)
    {
        var to = Math.Min(Count, from + Call.World.Limits.RowsAtOnceMax);
        for (var place = from; place < to; place++)
        {
            Row(text, place);
            if (text.Length >= Gathered)
                Pass(text);
        }
        return to;
    }

    /// <summary>Hands on what is gathered, whole rows always, so that no character is cut in two.</summary>
    void Pass(StringBuilder text)
    {
        var characters = ArrayPool<char>.Shared.Rent(text.Length);
        text.CopyTo(0, characters, text.Length);
        Encoding.UTF8.GetBytes(characters.AsSpan(0, text.Length), Call.Response.BodyWriter);
        ArrayPool<char>.Shared.Return(characters);
        text.Clear();
    }
}
