using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Conformance.Harness.Wire;

/// <summary>Makes connections: name, TCP, TLS, all within one bound.</summary>
internal static class Dialer
{
    public static async ValueTask<Opening> OpenAsync(
        Endpoint endpoint, WireLimits limits, WireClock clock, CancellationToken cancel)
    {
        var began = clock.Elapsed.GetTimestamp();
        using var deadline = clock.NewDeadline();
        using var link = cancel.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), deadline);
        deadline.CancelAfter(WireClock.Clip(limits.Connect));
        var socket = NewSocket(endpoint.Host);
        var trust = new Trust(endpoint);
        try
        {
            if (IPAddress.TryParse(endpoint.Host, out var address))
                await socket.ConnectAsync(address, endpoint.Port, deadline.Token).ConfigureAwait(false);
            else
                await socket.ConnectAsync(endpoint.Host, endpoint.Port, deadline.Token).ConfigureAwait(false);
            Transport transport = endpoint.Tls is null
                ? new PlainTransport(socket)
                : new TlsTransport(socket, await trust.ShakeHandsAsync(socket, deadline.Token).ConfigureAwait(false));
            return new(new(endpoint, transport, limits, clock), null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return NotReached($"{endpoint} did not take a connection within {limits.Connect.TotalSeconds} s.");
        }
        catch (SocketException cause)
        {
            return NotReached(Sentence(endpoint, cause));
        }
        catch (Exception cause) when (cause is AuthenticationException or IOException)
        {
            return NotReached(trust.Complaint(cause));
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        Opening NotReached(string detail)
        {
            socket.Dispose();
            return new(null, new(NoAnswerCause.NotReached, detail, default, clock.Elapsed.GetElapsedTime(began)));
        }
    }

    static Socket NewSocket(string host)
    {
        var socket = IPAddress.TryParse(host, out var address)
            ? new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        return socket;
    }

    static string Sentence(Endpoint endpoint, SocketException cause) => cause.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => $"{endpoint} refuses connections: nothing listens there.",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            $"The name {endpoint.Host} is not known.",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"There is no way to {endpoint}.",
        var code => $"{endpoint} cannot be reached ({code}).",
    };

    /// <summary>The TLS handshake and what is wrong with the server's certificate.</summary>
    sealed class Trust(Endpoint endpoint)
    {
        string? refusal;
        bool hasSeen;

        /// <summary>Why the handshake failed; when no certificate came, the port most likely speaks something else.</summary>
        public string Complaint(Exception cause) => refusal
            ?? $"TLS with {endpoint} failed{(hasSeen ? "" : " before any certificate came; perhaps it speaks plain http")}: {cause.Message}";

        public async Task<SslStream> ShakeHandsAsync(Socket socket, CancellationToken cancel)
        {
            var options = endpoint.Tls!;
            var name = options.ServerName ?? endpoint.Host;
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            try
            {
                await stream.AuthenticateAsClientAsync(
                    new()
                    {
                        TargetHost = name,
                        ClientCertificates = options.ClientCertificate is null ? null : [options.ClientCertificate],
                        LocalCertificateSelectionCallback =
                            options.ClientCertificate is null ? null : (_, _, _, _, _) => options.ClientCertificate,
                        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                        {
                            hasSeen = true;
                            return (refusal = options.Judge(certificate, chain, errors, name)) is null;
                        },
                    },
                    cancel).ConfigureAwait(false);
                return stream;
            }
            catch
            {
                await stream.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
