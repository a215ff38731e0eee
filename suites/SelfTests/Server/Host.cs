using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

/// <summary>A reference server for one test, with clients for its worlds and its control port.</summary>
sealed class Host : IAsyncDisposable
{
    readonly HttpClient control;

    Host(ReferenceServer server)
    {
        Server = server;
        control = new HttpClient { BaseAddress = server.ControlUri };
        Alice = Client("user0");
    }

    public ReferenceServer Server { get; }

    /// <summary>user0 at the first world.</summary>
    public HttpClient Alice { get; }

    public Uri Url => Server.Worlds[0];

    public static async Task<Host> StartAsync(ReferenceServerOptions? options = null) =>
        new(await ReferenceServer.StartAsync(options ?? new ReferenceServerOptions()));

    public HttpClient Client(string? user, int world = 0)
    {
        var client = new HttpClient { BaseAddress = Server.Worlds[world] };
        if (user is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{user}")));
        return client;
    }

    public async Task<JsonObject> ControlAsync(
        string method, string path, JsonObject? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString());
        using var answer = await control.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(expected), text);
        return JsonNode.Parse(text)!.AsObject();
    }

    public Task<JsonObject> AdvanceAsync(double seconds) =>
        ControlAsync("POST", "/worlds/1/clock", new JsonObject { ["advance"] = seconds });

    /// <summary>Asserts that the server met no fault of its own, and stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        Assert.That(Server.Defects, Is.Empty);
        control.Dispose();
        Alice.Dispose();
        await Server.DisposeAsync();
    }
}

static class Asking
{
    /// <summary>Sends a request of headers only, or with a text as body.</summary>
    public static async Task<Answer> AskAsync(
        this HttpClient client, string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        return new Answer((int)answer.StatusCode, answer.Headers.Concat(answer.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase),
            await answer.Content.ReadAsStringAsync());
    }

    public static Task<Answer> AskAsync(
        this HttpClient client, string method, string path, params (string Name, string Value)[] headers) =>
        client.AskAsync(method, path, null, headers);

    /// <summary>Makes a subscription and gives its id.</summary>
    public static async Task<string> SubscribeAsync(
        this HttpClient client, string path, string type = "update", params (string, string)[] more)
    {
        var answer = await client.AskAsync("SUBSCRIBE", path, [("Notification-Type", type), .. more]);
        Assert.That(answer.Status, Is.EqualTo(200));
        return answer["Subscription-ID"]!;
    }

    public static Task<Answer> PollAsync(this HttpClient client, string path, params string[] ids) =>
        client.AskAsync("POLL", path, ("Subscription-ID", string.Join(",", ids)));
}

sealed record Answer(int Status, Dictionary<string, string> Headers, string Body)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <summary>Status to ids, as <c>200:4 204:1,2</c>.</summary>
    public string Ids => string.Join(" ",
        System.Xml.Linq.XDocument.Parse(Body).Root!.Elements().Select(r =>
            r.Element("{DAV:}status")!.Value.Split(' ')[1] + ":"
            + string.Join(",", r.Element("{http://schemas.microsoft.com/Exchange/}subscriptionID")!
                .Elements("li").Select(l => l.Value))));
}
