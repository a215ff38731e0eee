using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Conformance.Server.ActiveSync;
using Conformance.Server.Control;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Conformance.Server.Notification;
using Conformance.Server.Owa;
using Conformance.Server.Replication;
using Conformance.Server.Rvp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Conformance.Server;

/// <summary>The oracle: worlds on ports of their own and one control port, in one host. Nothing is static.</summary>
public sealed class ReferenceServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly X509Certificate2? certificate;
    readonly TimeSpan patience;
    Uri? control;

    ReferenceServer(
        WebApplication app, X509Certificate2? certificate, ImmutableArray<WorldHost> worlds, ReferenceServerOptions options)
    {
        this.app = app;
        this.certificate = certificate;
        patience = options.Kestrel.ShutdownTimeout;
        Hosts = worlds;
        Accounts = [.. worlds[0].World.Accounts.Select(a => new ReferenceServerAccount(a.Name, a.Password))];
    }

    /// <exception cref="InvalidOperationException">The server has no control port.</exception>
    public Uri ControlUri => control ?? throw new InvalidOperationException("This server was started without a control port.");

    /// <summary>Base address of each world, in order of their numbers.</summary>
    public ImmutableArray<Uri> Worlds => [.. Hosts.Select(h => h.Url)];

    public ImmutableArray<ReferenceServerAccount> Accounts { get; }

    /// <summary>SHA-256 of the certificate in upper-case hex; null without https.</summary>
    public string? Fingerprint => certificate?.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Faults of the server itself that any world met; empty when all is well.</summary>
    public IEnumerable<string> Defects => Hosts.SelectMany(h => h.Defects);

    internal ImmutableArray<WorldHost> Hosts { get; }

    /// <summary>Starts and returns once every port listens.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    /// <exception cref="ArgumentException">An address cannot be listened on, or there is no such fault.</exception>
    public static async Task<ReferenceServer> StartAsync(ReferenceServerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Worlds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Settings.Accounts, 1);
        var control = options.Control is null ? null : EndpointOf(options.Control, "control");
        if (control is not null && (!IPAddress.IsLoopback(control.Address) || options.Control!.Scheme != Uri.UriSchemeHttp))
            throw new ArgumentException($"The control port is http on loopback only, not {options.Control}.", nameof(options));
        var first = EndpointOf(options.Url, "world");
        var certificate = options.Url.Scheme == Uri.UriSchemeHttps
            ? Certificates.ForLoopback(TimeProvider.System.GetUtcNow())
            : null;

        IFace[] faces =
        [
            new NotificationFace(), new ActiveSyncFace(), new DavFace(), new ReplicationFace(), new OwaFace(), new RvpFace(),
            .. options.ExtraFaces(),
        ];
        ImmutableArray<WorldHost> hosts =
            [.. Enumerable.Range(1, options.Worlds).Select(n => new WorldHost(n, faces, options.Settings, options.CallBacks))];
        foreach (var host in hosts.Where(_ => !options.Faults.IsEmpty))
            WorldChanges.With(options.Settings, options.Faults).Apply(host);
        var controlFace = new ControlFace(hosts, options.Settings);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Kestrel.ShutdownTimeout);
        builder.WebHost.UseKestrelCore();
        // No request computes for long or blocks, so a request may run where its bytes came in.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            options.Kestrel.Apply(kestrel.Limits);
            kestrel.Limits.MaxRequestBodySize = options.Settings.Limits.BodyBytesMax;
            if (control is not null)
                kestrel.Listen(control, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    Lead(listen, new Destination(controlFace.HandleAsync));
                });
            foreach (var host in hosts)
                kestrel.Listen(host == hosts[0] ? first : new IPEndPoint(first.Address, 0), listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    if (certificate is not null)
                        listen.UseHttps(certificate);
                    Lead(listen, new Destination(host.HandleAsync));
                    listen.Use(next => connection => host.OnConnectionAsync(connection, next));
                });
        });
        var app = builder.Build();
        app.Run(http => http.Features.GetRequiredFeature<Destination>().Handle(http));
        var server = new ReferenceServer(app, certificate, hosts, options);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        server.LearnAddresses(hasControl: control is not null);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts)
            host.Dispose();
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
        certificate?.Dispose();
    }

    /// <summary>Puts the destination of a port's requests on each of its connections.</summary>
    static void Lead(ListenOptions listen, Destination destination) => listen.Use(next => connection =>
    {
        connection.Features.Set(destination);
        return next(connection);
    });

    static IPEndPoint EndpointOf(Uri url, string what)
    {
        if (url.Scheme is not ("http" or "https") || url.PathAndQuery != "/")
            throw new ArgumentException($"The {what} address {url} is no http or https address without a path.");
        var host = url.IdnHost == "localhost" ? IPAddress.Loopback.ToString() : url.IdnHost.Trim('[', ']');
        return IPAddress.TryParse(host, out var address)
            ? new IPEndPoint(address, url.Port)
            : throw new ArgumentException($"The {what} address {url} names no IP address to listen on.");
    }

    /// <summary>Kestrel lists its addresses in the order in which they were given to it.</summary>
    void LearnAddresses(bool hasControl)
    {
        var addresses = app.Services
            .GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(a => new Uri(a)).ToArray();
        control = hasControl ? addresses[0] : null;
        foreach (var (host, address) in Hosts.Zip(addresses.Skip(hasControl ? 1 : 0)))
            host.Url = address;
    }

    /// <summary>Where the requests of a listening port go.</summary>
    sealed record Destination(Func<HttpContext, Task> Handle);

    /// <summary>Leaves signals to the program that started the server.</summary>
    sealed class HostedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
