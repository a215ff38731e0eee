using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Engine;
using Conformance.Protocol;
using Conformance.Server.Control.Console;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Control;

/// <summary>The control protocol: leases worlds, moves their time, makes things happen in them and shows their state.</summary>
/// <remarks>Paths, bodies and answers are those of <see cref="ControlNames"/>.</remarks>
public sealed class ControlFace(ImmutableArray<WorldHost> hosts, WorldSettings settings)
{
    const int BodyBytesMax = 1024 * 1024;
    readonly Lock leasing = new();

    public async Task HandleAsync(HttpContext http)
    {
        JsonObject answer;
        ControlGuard.Mark(http.Response);
        try
        {
            ControlGuard.Check(http.Request);
            if (await ConsolePages.ServeAsync(http))
                return;
            answer = await AnswerAsync(http, await ReadAsync(http.Request));
        }
        catch (ControlRefusal refusal)
        {
            http.Response.StatusCode = refusal.Status;
            answer = new JsonObject { ["error"] = refusal.Message };
        }
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes);
    }

    async Task<JsonObject> AnswerAsync(HttpContext http, JsonObject body)
    {
        var path = http.Request.Path.Value!.Trim('/').Split('/');
        var verb = (http.Request.Method, path) switch
        {
            ("GET", [""]) => "",
            ("POST", [ControlNames.Worlds]) => ControlNames.Worlds,
            ("DELETE", [ControlNames.Worlds, _]) => "return",
            (_, [ControlNames.Worlds, _, var name]) => $"{http.Request.Method} {name}",
            _ => throw new ControlRefusal(404, $"There is no {http.Request.Method} {http.Request.Path}."),
        };
        if (verb == "")
            return new JsonObject { ["protocol"] = ControlNames.Version, ["worlds"] = hosts.Length };
        if (verb == ControlNames.Worlds)
            return Lease(body);
        var host = HostOf(path[1]);
        switch (verb)
        {
            case "return":
                return Return(host);
            case $"POST {ControlNames.Reset}":
                return Reset(host, body);
            case $"POST {ControlNames.Restart}":
                host.Restart();
                return [];
            case $"GET {ControlNames.Clock}":
                return ClockOf(host);
            case $"POST {ControlNames.Clock}":
                return await AdvanceAsync(host, body);
            case $"POST {ControlNames.Held}":
                return await HeldAsync(host, body, http.RequestAborted);
            case $"POST {ControlNames.Mail}":
                return new Stimuli(host.World).Deliver(body);
            case $"POST {ControlNames.Items}":
                return new Stimuli(host.World).Act(body);
            case $"POST {ControlNames.Access}":
                return new Stimuli(host.World).Grant(body);
            case $"POST {ControlNames.Devices}":
                return DeviceChanges.Act(host.World, body);
            case $"POST {ControlNames.Datagrams}":
                return Datagrams(host, body);
            case $"PUT {ControlNames.Faults}":
            case $"PUT {ControlNames.Profile}":
            case $"PUT {ControlNames.Limits}":
            case $"PUT {ControlNames.Routes}":
                return Change(host, body);
            case $"GET {ControlNames.State}":
                return StateReport.Of(host);
            case $"GET {ControlNames.Console}":
                return ConsoleReport.Of(host);
            default:
                throw new ControlRefusal(405, $"There is no {verb} of a world.");
        }
    }

    static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > BodyBytesMax)
            throw new ControlRefusal(413, $"A control body is at most {BodyBytesMax} bytes.");
        using var text = new MemoryStream();
        await request.Body.CopyToAsync(text);
        if (text.Length == 0)
            return [];
        try
        {
            return JsonNode.Parse(text.ToArray()) as JsonObject
                ?? throw new ControlRefusal(400, "A control body is a JSON object.");
        }
        catch (JsonException malformed)
        {
            throw new ControlRefusal(400, $"The body is no JSON: {malformed.Message}");
        }
    }

    WorldHost HostOf(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= hosts.Length
            ? hosts[n - 1]
            : throw new ControlRefusal(404, $"There is no world {number}; there are 1 to {hosts.Length}.");

    JsonObject Lease(JsonObject body)
    {
        var start = WorldChanges.Read(settings, body);
        WorldHost host;
        lock (leasing)
        {
            host = hosts.FirstOrDefault(h => !h.IsLeased)
                ?? throw new ControlRefusal(409, $"Each of the {hosts.Length} worlds is leased.");
            host.IsLeased = true;
        }
        start.Apply(host);
        return Describe(host);
    }

    JsonObject Return(WorldHost host)
    {
        WorldChanges.Read(settings, []).Apply(host);
        lock (leasing)
            host.IsLeased = false;
        return [];
    }

    JsonObject Reset(WorldHost host, JsonObject body)
    {
        WorldChanges.Read(settings, body).Apply(host);
        return Describe(host);
    }

    static JsonObject Change(WorldHost host, JsonObject body)
    {
        WorldChanges.Read(host.Run.Settings, body).ApplyRunning(host, body);
        return [];
    }

    static JsonObject Datagrams(WorldHost host, JsonObject body)
    {
        var count = body.ContainsKey("count") ? Arguments.Count(body, "count") : 1;
        switch (Arguments.Text(body, "action"))
        {
            case ControlNames.Lose:
                host.Run.Postman.Meet(DatagramFate.Lost, count, default);
                break;
            case ControlNames.Double:
                host.Run.Postman.Meet(DatagramFate.SentTwice, count, default);
                break;
            case ControlNames.Delay:
                host.Run.Postman.Meet(DatagramFate.Delayed, count, Arguments.Seconds(body, "seconds"));
                break;
            case ControlNames.Unsolicited:
                lock (host.World.Gate)
                    host.World.Notifier.TellAll();
                break;
            case var action:
                throw new ControlRefusal(400, $"There is no action '{action}': "
                    + $"{ControlNames.Lose}, {ControlNames.Double}, {ControlNames.Delay}, {ControlNames.Unsolicited}.");
        }
        return [];
    }

    static JsonObject Describe(WorldHost host)
    {
        var answer = ClockOf(host);
        answer["world"] = host.Number;
        answer["url"] = host.Url.ToString();
        answer["accounts"] = new JsonArray([.. host.World.Accounts.Select(a =>
            (JsonNode)new JsonObject { ["name"] = a.Name, ["password"] = a.Password })]);
        return answer;
    }

    static JsonObject ClockOf(WorldHost host) => new()
    {
        ["now"] = host.World.Now.ToString("O", CultureInfo.InvariantCulture),
        ["clock"] = host.World.Simulated is null ? ControlNames.Real : ControlNames.Simulated,
    };

    static async Task<JsonObject> AdvanceAsync(WorldHost host, JsonObject body)
    {
        if (host.World.Simulated is null)
            throw new ControlRefusal(409, "The clock of this world is real; it cannot be advanced.");
        await host.AdvanceAsync(Arguments.Seconds(body, "advance"));
        return ClockOf(host);
    }

    static async Task<JsonObject> HeldAsync(WorldHost host, JsonObject body, CancellationToken cancel)
    {
        var names = Arguments.Texts(body, "names");
        var patience = body.ContainsKey("patience") ? Arguments.Seconds(body, "patience") : TimeSpan.FromSeconds(5);
        var held = host.Run.Held;
        var mayWait = !(body.ContainsKey(ControlNames.Over) && Arguments.Truth(body, ControlNames.Over));
        var settled = await held.WhenSettledAsync(names, mayWait, patience, cancel);
        var states = held.States.Where(s => names.Contains(s.Key)).ToLookup(s => s.Value, s => s.Key);
        if (!settled)
            throw new ControlRefusal(504, (mayWait ? "Not yet held or answered: " : "Not yet over: ") + string.Join(", ",
                names.Except(mayWait ? states[HeldNames.Waiting] : []).Except(states[HeldNames.Answered])) + ".");
        return new JsonObject
        {
            ["held"] = new JsonArray([.. states[HeldNames.Waiting].Select(n => (JsonNode)n)]),
            ["answered"] = new JsonArray([.. states[HeldNames.Answered].Select(n => (JsonNode)n)]),
        };
    }
}
