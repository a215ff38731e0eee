using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Conformance.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Conformance.SelfTests.Harness.AnyTarget;

/// <summary>Decides who asks: the user's name, or null when the answer has been given already.</summary>
delegate Task<string?> Guard(HttpContext http);

/// <summary>The bundled server behind a guard of another kind of log-on: who passes it is let through as its user.</summary>
sealed class GuardedServer : IAsyncDisposable
{
    static readonly string[] hopByHop = ["Authorization", "Cookie", "Connection", "Host", "Content-Length", "Transfer-Encoding"];

    readonly ReferenceServer behind;
    readonly WebApplication front;
    readonly HttpClient client;

    GuardedServer(ReferenceServer behind, WebApplication front)
    {
        this.behind = behind;
        this.front = front;
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = behind.Worlds[0],
            Timeout = TimeSpan.FromSeconds(20),
        };
    }

    public Uri Url => new(front.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
        .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    /// <summary>Method, path and scheme of each request.</summary>
    public ConcurrentQueue<string> Seen { get; } = [];

    /// <summary>Changes the body of an answer on its way back, given the method.</summary>
    public Func<string, string, string>? Rewrite { get; set; }

    public static async Task<GuardedServer> StartAsync(Guard guard, HttpsConnectionAdapterOptions? tls = null, ReferenceServerOptions? options = null)
    {
        var behind = await ReferenceServer.StartAsync(options ?? new ReferenceServerOptions
        {
            Settings = new Conformance.Engine.WorldSettings { IsSimulated = false },
        });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (tls is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (tls is not null)
                listen.UseHttps(tls);
        }));
        var front = builder.Build();
        var server = new GuardedServer(behind, front);
        front.Run(async http =>
        {
            server.Seen.Enqueue($"{http.Request.Method} {http.Request.Path} {http.Request.Headers.Authorization.ToString().Split(' ')[0]}".TrimEnd());
            if (await guard(http) is { } user)
                await server.PassOnAsync(http, user);
        });
        await front.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await front.StopAsync();
        await front.DisposeAsync();
        client.Dispose();
        await behind.DisposeAsync();
    }

    async Task PassOnAsync(HttpContext http, string user)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), http.Request.Path + http.Request.QueryString);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{user}")));
        request.Headers.Host = http.Request.Host.Value;
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, value) in http.Request.Headers.Where(h => !hopByHop.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
            if (!request.Headers.TryAddWithoutValidation(name, [.. value!]))
                request.Content?.Headers.TryAddWithoutValidation(name, [.. value!]);
        using var answer = await client.SendAsync(request);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, value) in answer.Headers.Concat(answer.Content.Headers))
            if (name != "Transfer-Encoding")
                http.Response.Headers.Append(name, value.ToArray());
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (Rewrite is { } rewrite)
            bytes = Encoding.UTF8.GetBytes(rewrite(http.Request.Method, Encoding.UTF8.GetString(bytes)));
        http.Response.ContentLength = null;
        if (bytes.Length > 0)
            await http.Response.Body.WriteAsync(bytes);
    }
}
