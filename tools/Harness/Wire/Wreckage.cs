using System.Net.Sockets;

namespace Conformance.Harness.Wire;

/// <summary>Reads the errors of a broken connection.</summary>
internal static class Wreckage
{
    /// <summary>True for errors that the peer or the network can cause; anything else is a fault of ours.</summary>
    public static bool Explains(Exception cause) => cause is SocketException or IOException;

    public static NoAnswerCause Cause(Exception cause) => Socket(cause)?.SocketErrorCode switch
    {
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => NoAnswerCause.Reset,
        _ => NoAnswerCause.Closed,
    };

    public static string Sentence(Exception cause) => Socket(cause)?.SocketErrorCode switch
    {
        SocketError.ConnectionReset => "The connection was reset.",
        SocketError.Shutdown => "The peer had closed the connection.",
        { } code => $"The connection failed ({code}).",
        null => $"The connection failed: {cause.Message}",
    };

    static SocketException? Socket(Exception cause) => cause as SocketException ?? cause.InnerException as SocketException;
}
