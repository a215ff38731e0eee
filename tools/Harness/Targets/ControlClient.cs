using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Harness.Wire;
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

    /// <summary>True when nobody answered in time: no scenario can be played without the control port, so the run is over.</summary>
    public bool IsSilence { get; init; }
}

/// <summary>Our side of the control protocol (see <see cref="ControlNames"/>).</summary>
/// <remarks>
/// Each case asks for a fresh world, so this is the busiest path beside the judged one. It takes the same raw connections,
/// one for each world: that costs a fraction of a general HTTP client, and nothing that is not warm already.
/// </remarks>
public sealed class ControlClient : IDisposable
{
    /// <summary>A barrier answers when the world is quiet; one that never is must not hang the run.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    readonly Uri control;
    readonly Endpoint endpoint;
    readonly ConnectionPool connections = new(WireLimits.Default, WireClock.System);

    public ControlClient(Uri control) => (this.control, endpoint) = (control, Endpoint.Of(control));

    /// <summary>How many worlds the server has.</summary>
    public async Task<int> CountWorldsAsync(CancellationToken cancel)
    {
        var answer = await SendAsync("GET", "", null, cancel);
        var version = answer["protocol"]?.GetValue<string>();
        if (version != ControlNames.Version)
            throw new ControlException($"{control} speaks '{version}', not {ControlNames.Version}");
        return answer["worlds"]!.GetValue<int>();
    }

    public async Task<LeasedWorld> LeaseAsync(WorldOptions options, CancellationToken cancel) =>
        ReadWorld(await SendAsync("POST", ControlNames.Worlds, options.ToJson(), cancel));

    public async Task<LeasedWorld> ResetAsync(int world, WorldOptions options, CancellationToken cancel) =>
        ReadWorld(await SendAsync("POST", Verb(world, ControlNames.Reset), options.ToJson(), cancel));

    public Task HandBackAsync(int world, CancellationToken cancel) =>
        SendAsync("DELETE", $"{ControlNames.Worlds}/{world}", null, cancel);

    public Task RestartAsync(int world, CancellationToken cancel) =>
        SendAsync("POST", Verb(world, ControlNames.Restart), [], cancel);

    /// <summary>Moves the world's clock; returns when every timer that came due has run and the world is quiet.</summary>
    public Task AdvanceAsync(int world, TimeSpan span, CancellationToken cancel) =>
        SendAsync("POST", Verb(world, ControlNames.Clock), new JsonObject { ["advance"] = span.TotalSeconds }, cancel);

    /// <summary>Returns when each named request waits in the world or has been answered; gives the answered ones.</summary>
    public Task<ImmutableArray<string>> WaitUntilHeldAsync(int world, IEnumerable<string> names, CancellationToken cancel) =>
        WaitUntilAsync(world, names, false, cancel);

    /// <summary>Returns when each named request is over for the server: answered, or its hang-up noticed.</summary>
    public Task WaitUntilOverAsync(int world, IEnumerable<string> names, CancellationToken cancel) => WaitUntilAsync(world, names, true, cancel);

    async Task<ImmutableArray<string>> WaitUntilAsync(int world, IEnumerable<string> names, bool over, CancellationToken cancel)
    {
        var body = new JsonObject
        {
            ["names"] = new JsonArray([.. names.Select(n => (JsonNode)n)]),
            ["patience"] = patience.TotalSeconds / 2,
            [ControlNames.Over] = over,
        };
        var answer = await SendAsync("POST", Verb(world, ControlNames.Held), body, cancel);
        return [.. answer["answered"]!.AsArray().Select(n => n!.GetValue<string>())];
    }

    /// <summary>Delivers a mail to a folder and gives the path of the item.</summary>
    public async Task<string> DeliverAsync(int world, string folder, string subject, string body, CancellationToken cancel)
    {
        var mail = new JsonObject { ["to"] = folder, ["from"] = "sender@example.org", ["subject"] = subject, ["body"] = body };
        return (await SendAsync("POST", Verb(world, ControlNames.Mail), mail, cancel))["path"]!.GetValue<string>();
    }

    public Task SetAccessAsync(int world, string path, string user, bool read, bool write, CancellationToken cancel) =>
        SendAsync("POST", Verb(world, ControlNames.Access),
            new JsonObject { ["path"] = path, ["user"] = user, ["read"] = read, ["write"] = write }, cancel);

    public Task SetLimitAsync(int world, string name, long value, CancellationToken cancel) =>
        SendAsync("PUT", Verb(world, ControlNames.Limits), new JsonObject { ["limits"] = new JsonObject { [name] = value } }, cancel);

    /// <summary>Does to devices what an administrator can; to those of one user where the action concerns one.</summary>
    public Task RuleDevicesAsync(int world, string action, string? user, CancellationToken cancel) =>
        SendAsync("POST", Verb(world, ControlNames.Devices), new JsonObject { ["action"] = action, ["user"] = user }, cancel);

    public Task SetRouteAsync(int world, string host, string at, CancellationToken cancel) =>
        SendAsync("PUT", Verb(world, ControlNames.Routes),
            new JsonObject { [ControlNames.Routes] = new JsonObject { [host] = at } }, cancel);

    /// <summary>Decides what becomes of the next datagram, or has one sent that names no id.</summary>
    public Task MeetDatagramAsync(int world, string action, TimeSpan delay, CancellationToken cancel) =>
        SendAsync("POST", Verb(world, ControlNames.Datagrams),
            new JsonObject { ["action"] = action, ["seconds"] = delay.TotalSeconds }, cancel);

    public Task<JsonObject> StateAsync(int world, CancellationToken cancel) =>
        SendAsync("GET", Verb(world, ControlNames.State), null, cancel);

    /// <remarks>Closing a connection to a control port waits for nobody.</remarks>
    public void Dispose() => connections.DisposeAsync().AsTask().GetAwaiter().GetResult();

    static string Verb(int world, string verb) => string.Create(CultureInfo.InvariantCulture, $"{ControlNames.Worlds}/{world}/{verb}");

    static LeasedWorld ReadWorld(JsonObject answer) => new(
        answer["world"]!.GetValue<int>(), new Uri(answer["url"]!.GetValue<string>()), answer["now"]!.GetValue<DateTimeOffset>());

    async Task<JsonObject> SendAsync(string method, string path, JsonObject? body, CancellationToken cancel)
    {
        var world = path[..Math.Max(path.LastIndexOf('/'), 0)];
        var reply = await connections.ExchangeAsync(endpoint, world, Request(method, path, body), patience, cancel);
        if (reply is not Answered { Message: var answer })
            throw new ControlException($"{method} {path}: the control port at {control} failed: {((NoAnswer)reply).Detail}")
            {
                IsSilence = reply is NoAnswer { Cause: NoAnswerCause.TimedOut or NoAnswerCause.NotReached },
            };
        var json = Read(answer, $"{method} {path}");
        return answer.Status is >= 200 and < 300
            ? json
            : throw new ControlException($"{method} {path}: {answer.Status} {json["error"]?.GetValue<string>()}") { Status = answer.Status };
    }

    HttpMessage Request(string method, string path, JsonObject? body)
    {
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body);
        var host = new Header("Host", endpoint.Authority);
        Header[] headers = body is null
            ? [host]
            : [host, new("Content-Type", "application/json"), new("Content-Length", bytes.Length.ToString(CultureInfo.InvariantCulture))];
        return RequestBytes.Build(method, new Uri(control, path).PathAndQuery, "HTTP/1.1", headers, bytes);
    }

    JsonObject Read(HttpMessage answer, string request)
    {
        try
        {
            var json = answer.Body.IsEmpty ? [] : JsonNode.Parse(answer.Body.Span) as JsonObject;
            return json ?? throw new ControlException($"{request}: the control port did not answer with a JSON object");
        }
        catch (JsonException fault)
        {
            throw new ControlException($"{request}: the control port at {control} failed: {fault.Message}", fault);
        }
    }
}
