namespace Conformance.Engine.Notifying;

/// <summary>Where the events of a subscription are told.</summary>
/// <remarks>The host was resolved when the subscription was made and stays what it was then, whatever its name means later.</remarks>
/// <param name="Uri">As the client wrote it; a datagram repeats it byte for byte.</param>
/// <param name="Host">The address behind it, for what is bounded per host.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record CallBack(string Uri, string Host, int Port);

/// <summary>What is to be told at one call-back now.</summary>
/// <param name="Ids">Subscriptions that fired, ascending; empty for a notice that nobody asked for.</param>
public sealed record Notice(CallBack To, IReadOnlyList<int> Ids);
