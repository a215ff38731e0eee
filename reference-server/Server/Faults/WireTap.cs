using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Conformance.Server.Faults;

/// <summary>Stands between a connection and Kestrel, collects each answer and lets wire faults rewrite it.</summary>
/// <remarks>Only connections accepted while a wire fault is on have one. Answers with chunks or without a length pass as they are.</remarks>
sealed class WireTap : IDuplexPipe
{
    readonly AnswerWriter writer;

    WireTap(IDuplexPipe inner, ImmutableArray<WireFault> faults) =>
        (Input, Output) = (inner.Input, writer = new AnswerWriter(inner.Output, faults));

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    /// <summary>Puts a tap on a connection.</summary>
    public static WireTap On(ConnectionContext connection, ImmutableArray<WireFault> faults)
    {
        var tap = new WireTap(connection.Transport, faults);
        connection.Transport = tap;
        return tap;
    }

    /// <summary>Says what the next answer answers.</summary>
    public void Answering(string method) => writer.Method = method;

    sealed class AnswerWriter(PipeWriter inner, ImmutableArray<WireFault> faults) : PipeWriter
    {
        readonly ArrayBufferWriter<byte> collected = new();

        public string Method { get; set; } = "";

        public override bool CanGetUnflushedBytes => true;

        public override long UnflushedBytes => collected.WrittenCount;

        public override void Advance(int bytes) => collected.Advance(bytes);

        public override Memory<byte> GetMemory(int sizeHint = 0) => collected.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => collected.GetSpan(sizeHint);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null)
        {
            inner.Write(collected.WrittenSpan);
            inner.Complete(exception);
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            var bytes = collected.WrittenSpan;
            var headEnd = bytes.IndexOf("\r\n\r\n"u8);
            if (headEnd < 0)
                return new ValueTask<FlushResult>(new FlushResult(false, false));
            var head = Encoding.Latin1.GetString(bytes[..(headEnd + 2)]);
            var body = bytes[(headEnd + 4)..];
            switch (LengthOf(head))
            {
                case null:
                    inner.Write(bytes);
                    break;
                case var length when body.Length < length:
                    return new ValueTask<FlushResult>(new FlushResult(false, false));
                default:
                    var answer = faults.Aggregate(new WireAnswer(Method, head, body.ToArray()), (now, fault) => fault(now));
                    inner.Write(Encoding.Latin1.GetBytes(answer.Head + "\r\n"));
                    inner.Write(answer.Body);
                    break;
            }
            collected.ResetWrittenCount();
            Method = "";
            return inner.FlushAsync(cancellationToken);
        }

        /// <summary>Bytes of the body; null when only its end can tell.</summary>
        int? LengthOf(string head)
        {
            if (Method == "HEAD" || head.AsSpan(9).StartsWith("204") || head.AsSpan(9).StartsWith("304"))
                return 0;
            foreach (var line in head.Split("\r\n"))
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                    && int.TryParse(line.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture, out var length))
                    return length;
            return null;
        }
    }
}
