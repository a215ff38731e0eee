using BenchmarkDotNet.Attributes;
using Conformance.Engine;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;
using Conformance.Server.Notification;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Conformance.Bench.Engine;

/// <summary>Writing the multi-status of a POLL, ids half fired and half quiet.</summary>
[MemoryDiagnoser]
public class PollBody
{
    readonly MemoryStream sink = new();
    WorldHost host = null!;
    WorldCall call = null!;
    ulong[] ids = [];
    IdStatus[] statuses = [];

    [Params(5, 200)]
    public int Ids { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        ids = [.. Enumerable.Range(8, Ids).Select(i => (ulong)i)];
        statuses = [.. Enumerable.Range(0, Ids).Select(i => i % 2 == 0 ? IdStatus.Fired : IdStatus.Quiet)];
        var settings = new WorldSettings();
        var http = new DefaultHttpContext();
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("127.0.0.1", 8080);
        http.Request.Path = "/exchange/user0/Inbox/";
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/exchange/user0/Inbox/";
        http.Response.Body = sink;
        host = new WorldHost(1, [], settings, new CallBackPolicy());
        call = new WorldCall(http, host, host.Run, null);
    }

    [GlobalCleanup]
    public void Clear() => host.Dispose();

    [Benchmark]
    public async Task WriteAsync()
    {
        IdMultiStatus.Write(call, ids, statuses);
        await call.Response.BodyWriter.FlushAsync();
        sink.SetLength(0);
    }
}
