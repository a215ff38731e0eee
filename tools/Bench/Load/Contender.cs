using System.Buffers;
using Conformance.Engine;
using Conformance.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Conformance.Bench.Load;

/// <summary>What a child process serves: the reference server, or a handler that sends given bytes and does nothing else.</summary>
/// <remarks>
/// Its first line is its address. It answers each line on its standard input with what it has used so far, as
/// <see cref="Usage"/> writes it, and serves until that input ends, so that it never outlives its parent.
/// </remarks>
static class Contender
{
    public const string Verb = "serve-contender";
    public const string Reference = "reference";
    public const string Empty = "empty";

    /// <summary>The reference server with <see cref="FillFace"/>, and room for what it makes.</summary>
    public const string Filled = "filled";

    /// <summary>As <see cref="Empty"/>, in pieces and without a length before them, as a long answer is sent.</summary>
    public const string Pieces = "pieces";

    const int PiecesOfAnAnswer = 10;

    /// <param name="rest">For <see cref="Empty"/> and <see cref="Pieces"/>: path of a file that holds the body to send.</param>
    public static async Task<int> ServeAsync(string kind, string[] rest)
    {
        if (kind is Reference or Filled)
        {
            await using var server = await ReferenceServer.StartAsync(kind == Reference ? new ReferenceServerOptions() : FilledOptions);
            return await UntilTheParentEndsAsync(server.Worlds[0].AbsoluteUri);
        }
        await using var app = await StartEmptyAsync(await File.ReadAllBytesAsync(rest[0]), isWhole: kind == Empty);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return await UntilTheParentEndsAsync(addresses.First());
    }

    static ReferenceServerOptions FilledOptions => new()
    {
        Settings = new WorldSettings { Limits = new Limits { ResourcesMax = 2_000_000, ChangesMax = 4_000_000 } },
        ExtraFaces = () => [new FillFace()],
    };

    static async Task<int> UntilTheParentEndsAsync(string address)
    {
        Console.WriteLine(address);
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(Usage.OfThisProcess());
        return 0;
    }

    static async Task<WebApplication> StartEmptyAsync(byte[] body, bool isWhole)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // The transport as the reference server has it, so that only the handler differs.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        var app = builder.Build();
        app.Run(async http =>
        {
            http.Response.StatusCode = 207;
            http.Response.ContentType = "text/xml";
            http.Response.Headers.Server = "conformance-reference/1.0";
            if (isWhole)
            {
                http.Response.Headers.ContentLength = body.Length;
                http.Response.BodyWriter.Write(body);
                return;
            }
            var piece = (body.Length + PiecesOfAnAnswer - 1) / PiecesOfAnAnswer;
            for (var at = 0; at < body.Length; at += piece)
                await http.Response.Body.WriteAsync(body.AsMemory(at, Math.Min(piece, body.Length - at)), http.RequestAborted);
        });
        await app.StartAsync();
        return app;
    }
}
