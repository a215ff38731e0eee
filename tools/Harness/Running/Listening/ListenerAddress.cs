using System.Net;
using System.Net.Sockets;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running.Listening;

/// <summary>Where listeners wait for a target, and by which name it calls them.</summary>
public static class ListenerAddress
{
    /// <summary>The settings decide; else loopback for a target on loopback, and for any other the address it sees us at.</summary>
    /// <exception cref="SetupException">The address cannot be found out.</exception>
    public static ListenerOptions For(Target target)
    {
        if (target.ListenAddress is { } given)
            return new ListenerOptions { Address = given, Host = target.ListenHost };
        var seen = IsLoopback(target) ? IPAddress.Loopback : SeenBy(target);
        return new ListenerOptions { Address = seen, Host = target.ListenHost };
    }

    static bool IsLoopback(Target target) => target.IsReference || new Uri($"http://{HostOf(target)}/").IsLoopback;

    static string HostOf(Target target) => target.Connect?.Host ?? target.Url.Host;

    /// <summary>Connecting a datagram socket sends nothing; it only has the system choose the address it would send from.</summary>
    static IPAddress SeenBy(Target target)
    {
        try
        {
            using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(HostOf(target), target.Connect?.Port ?? target.Url.Port);
            var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }
        catch (SocketException reason)
        {
            throw new SetupException($"there is no address of ours that {HostOf(target)} could call: {reason.Message}");
        }
    }
}
