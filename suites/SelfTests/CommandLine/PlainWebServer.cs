using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.SelfTests.CommandLine;

/// <summary>A web server that knows GET of one page and nothing of our protocols.</summary>
sealed class PlainWebServer : IAsyncDisposable
{
    readonly WebApplication app;

    PlainWebServer(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public static async Task<PlainWebServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            http.Response.StatusCode = http.Request.Method is not ("GET" or "HEAD") ? 405 : http.Request.Path == "/" ? 200 : 404;
            http.Response.Headers.Allow = "GET, HEAD";
            if (http.Request.Method == "GET")
                await http.Response.WriteAsync("<html><body>It works!</body></html>");
        });
        await app.StartAsync();
        return new PlainWebServer(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
