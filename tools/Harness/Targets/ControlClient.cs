using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Protocol;

namespace Conformance.Harness.Targets;

/// <summary>What a world is started or reset with; null leaves the server's own choice.</summary>
public sealed record WorldOptions(string? Profile = null, ImmutableArray<string> Faults = default)
{
    internal JsonObject ToJson()
    {
        var body = new JsonObject { [ControlNames.Clock] = ControlNames.Simulated };
        if (Profile is not null)
            body[ControlNames.Profile] = Profile;
        if (!Faults.IsDefaultOrEmpty)
            body[ControlNames.Faults] = new JsonArray([.. Faults.Select(f => (JsonNode)f)]);
        return body;
    }
}

/// <summary>A leased world: its number, where it listens, what its clock says.</summary>
public sealed record LeasedWorld(int Number, Uri Url, DateTimeOffset Now);

/// <summary>The control port refused or could not be understood.</summary>
public sealed class ControlException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The status of a refusal; 0 when there was no answer that could be understood.</summary>
    public int Status { get; init; }
}

/// <summary>Our side of the control protocol (see <see cref="ControlNames"/>).</summary>
/// <remarks>Not on the path that is judged, so an ordinary HTTP client serves.</remarks>
public sealed class ControlClient : IDisposable
{
    /// <summary>A barrier answers when the world is quiet; one that never is must not hang the run.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    readonly HttpClient http;

    public ControlClient(Uri control) => http = new HttpClient { BaseAddress = control, Timeout = patience };

    /// <summary>How many worlds the server has.</summary>
    public async Task<int> CountWorldsAsync(CancellationToken cancel)
    {
        var answer = await SendAsync(HttpMethod.Get, "", null, cancel);
        var version = answer["protocol"]?.GetValue<string>();
        if (version != ControlNames.Version)
            throw new ControlException($"{http.BaseAddress} speaks '{version}', not {ControlNames.Version}");
        return answer["worlds"]!.GetValue<int>();
    }

    public async Task<LeasedWorld> LeaseAsync(WorldOptions options, CancellationToken cancel) =>
        ReadWorld(await SendAsync(HttpMethod.Post, ControlNames.Worlds, options.ToJson(), cancel));

    public async Task<LeasedWorld> ResetAsync(int world, WorldOptions options, CancellationToken cancel) =>
        ReadWorld(await SendAsync(HttpMethod.Post, Verb(world, ControlNames.Reset), options.ToJson(), cancel));

    public Task HandBackAsync(int world, CancellationToken cancel) =>
        SendAsync(HttpMethod.Delete, $"{ControlNames.Worlds}/{world}", null, cancel);

    public Task RestartAsync(int world, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, Verb(world, ControlNames.Restart), [], cancel);

    /// <summary>Moves the world's clock; returns when every timer that came due has run and the world is quiet.</summary>
    public Task AdvanceAsync(int world, TimeSpan span, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, Verb(world, ControlNames.Clock), new JsonObject { ["advance"] = span.TotalSeconds }, cancel);

    /// <summary>Returns when each named request waits in the world or has been answered; gives the answered ones.</summary>
    public async Task<ImmutableArray<string>> WaitUntilHeldAsync(int world, IEnumerable<string> names, CancellationToken cancel)
    {
        var body = new JsonObject
        {
            ["names"] = new JsonArray([.. names.Select(n => (JsonNode)n)]),
            ["patience"] = patience.TotalSeconds / 2,
        };
        var answer = await SendAsync(HttpMethod.Post, Verb(world, ControlNames.Held), body, cancel);
        return [.. answer["answered"]!.AsArray().Select(n => n!.GetValue<string>())];
    }

    /// <summary>Delivers a mail to a folder and gives the path of the item.</summary>
    public async Task<string> DeliverAsync(int world, string folder, string subject, string body, CancellationToken cancel)
    {
        var mail = new JsonObject { ["to"] = folder, ["from"] = "sender@example.org", ["subject"] = subject, ["body"] = body };
        return (await SendAsync(HttpMethod.Post, Verb(world, ControlNames.Mail), mail, cancel))["path"]!.GetValue<string>();
    }

    public Task SetAccessAsync(int world, string path, string user, bool read, bool write, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, Verb(world, ControlNames.Access),
            new JsonObject { ["path"] = path, ["user"] = user, ["read"] = read, ["write"] = write }, cancel);

    public Task<JsonObject> StateAsync(int world, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, Verb(world, ControlNames.State), null, cancel);

    public void Dispose() => http.Dispose();

    static string Verb(int world, string verb) => string.Create(CultureInfo.InvariantCulture, $"{ControlNames.Worlds}/{world}/{verb}");

    static LeasedWorld ReadWorld(JsonObject answer) => new(
        answer["world"]!.GetValue<int>(), new Uri(answer["url"]!.GetValue<string>()), answer["now"]!.GetValue<DateTimeOffset>());

    async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = JsonContent.Create(body);
            using var answer = await http.SendAsync(request, cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            var json = text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject;
            if (json is null)
                throw new ControlException($"{method} {path}: the control port did not answer with a JSON object");
            return answer.IsSuccessStatusCode
                ? json
                : throw new ControlException($"{method} {path}: {(int)answer.StatusCode} {json["error"]?.GetValue<string>()}") { Status = (int)answer.StatusCode };
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            throw new ControlException($"{method} {path}: the control port at {http.BaseAddress} failed: {fault.Message}", fault);
        }
    }
}
