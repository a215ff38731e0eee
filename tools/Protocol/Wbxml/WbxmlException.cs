namespace Conformance.Protocol.Wbxml;

/// <summary>Bytes that are no WBXML as ActiveSync uses it.</summary>
/// <param name="offset">Where reading stopped, from 0.</param>
public sealed class WbxmlException(int offset, string problem) : Exception($"{problem} at byte {offset}")
{
    public int Offset { get; } = offset;
}
