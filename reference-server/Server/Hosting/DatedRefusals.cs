using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Conformance.Server.Hosting;

/// <summary>Gives the answers that Kestrel makes by itself the date of the world.</summary>
/// <remarks>
/// What Kestrel cannot read it refuses before any code of ours runs, with a date of the machine's clock. Such an answer lacks
/// our Server header; its date is overwritten where it stands, in the memory that is about to be sent, since both are 29 bytes.
/// </remarks>
sealed class DatedRefusals : IDuplexPipe
{
    DatedRefusals(IDuplexPipe inner, Func<string> date) => (Input, Output) = (inner.Input, new Writer(inner.Output, date));

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public static void On(ConnectionContext connection, Func<string> date) =>
        connection.Transport = new DatedRefusals(connection.Transport, date);

    sealed class Writer(PipeWriter inner, Func<string> date) : PipeWriter
    {
        Memory<byte> lent;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            var written = lent.Span[..bytes];
            if (written.StartsWith("HTTP/1.1 4"u8) && written.IndexOf("\r\nServer:"u8) < 0)
                Date(written);
            inner.Advance(bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => lent = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        void Date(Span<byte> head)
        {
            var at = head.IndexOf("\r\nDate: "u8);
            var text = date();
            if (at >= 0 && head.Length >= at + "\r\nDate: ".Length + text.Length)
                System.Text.Encoding.ASCII.GetBytes(text, head[(at + "\r\nDate: ".Length)..]);
        }
    }
}
