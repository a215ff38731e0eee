using System.Net;

namespace Conformance.Harness.Wire;

/// <summary>A datagram that reached a listener of ours.</summary>
/// <param name="Message">The head of a request; null when the bytes are none.</param>
/// <param name="Fault">Why there is no message, a sentence.</param>
/// <param name="Raw">The whole datagram.</param>
/// <param name="From">The sender, for an answer.</param>
/// <param name="Timestamp">When it came, on the elapsed clock.</param>
public sealed record ArrivedDatagram(
    HttpMessage? Message, string Fault, ReadOnlyMemory<byte> Raw, IPEndPoint From, long Timestamp);
