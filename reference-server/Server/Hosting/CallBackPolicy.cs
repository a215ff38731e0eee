using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Conformance.Server.Hosting;

/// <summary>Whom a client may have the server call: itself, unless the operator allows more.</summary>
/// <remarks>
/// One request must not turn the server on a third party: no document bounds the call-back, so this is decided here. The
/// address must be that of the client's own connection, or stand on the list; ports of the system are out of reach.
/// A loopback address that is not the client's own is refused like any other.
/// </remarks>
public sealed record CallBackPolicy
{
    public int PortMin { get; init; } = 1024;

    /// <summary>How long a name may take to be resolved, on the machine's clock.</summary>
    public TimeSpan ResolvingMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Addresses that anybody may name beside his own.</summary>
    public ImmutableArray<IPAddress> Allowed { get; init; } = [];

    /// <summary>Addresses of a host name.</summary>
    /// <remarks>Throws <see cref="SocketException"/> when it has none.</remarks>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Whether a client at an address may have this address and port called.</summary>
    public bool Admits(IPAddress? client, IPAddress address, int port) =>
        port >= PortMin
        && IsOfOneHost(address)
        && (Allowed.Contains(address) || (client is not null && Plain(client).Equals(address)));

    /// <summary>The address that a host stands for now; of several the first that the policy admits for this client.</summary>
    /// <returns>Null when it stands for none, or did not within the time allowed.</returns>
    public async ValueTask<IPAddress?> FindAsync(string host, int port, IPAddress? client, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host, out var literal))
            return Plain(literal);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bound.CancelAfter(ResolvingMax);
        try
        {
            var found = (await Resolve(host, bound.Token)).Select(Plain).ToArray();
            return found.FirstOrDefault(address => Admits(client, address, port)) ?? found.FirstOrDefault();
        }
        catch (Exception unknown) when (unknown is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>IPv4 written inside IPv6 is IPv4.</summary>
    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    static bool IsOfOneHost(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => address.GetAddressBytes() is [not (0 or >= 224), ..] bytes && bytes is not [169, 254, ..],
        AddressFamily.InterNetworkV6 =>
            !address.IsIPv6Multicast && !address.IsIPv6LinkLocal && !address.Equals(IPAddress.IPv6Any),
        _ => false,
    };
}
