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
    /// <summary>Begins the answer. Called with the world's lock held; what it gives is awaited without.</summary>
    public Func<Task> Prepare()
    {
        Call.Response.StatusCode = StatusCodes.Status207MultiStatus;
        Call.Response.ContentType = "text/xml";
        var text = new StringBuilder();
        Open(text);
        var slice = Call.World.Limits.RowsAtOnceMax;
        var written = WriteRows(text, 0, slice);
        if (written < Count)
            return () => SendSlicesAsync(text, written, slice);
        RowWriter.Close(text);
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        Call.Response.ContentLength = bytes.Length;
        return () => Call.Response.Body.WriteAsync(bytes, 0, bytes.Length);
    }

    async Task SendSlicesAsync(StringBuilder text, int written, int slice)
    {
        while (true)
        {
            if (written == Count)
                RowWriter.Close(text);
            await Call.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), Call.Http.RequestAborted);
            if (written == Count)
                return;
            text.Clear();
            lock (Call.World.Gate)
                written = WriteRows(text, written, slice);
        }
    }

    int WriteRows(StringBuilder text, int from, int slice)
    {
        var to = Math.Min(Count, from + slice);
        for (var place = from; place < to; place++)
            Row(text, place);
        return to;
    }
}
