namespace Conformance.SelfTests.Protocol.Wbxml;

/// <summary>Hands out one byte for each time it is asked, and counts them.</summary>
sealed class TricklingStream(byte[] bytes) : Stream
{
    public int Taken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Taken; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Taken == bytes.Length || count == 0)
            return 0;
        buffer[offset] = bytes[Taken++];
        return 1;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
