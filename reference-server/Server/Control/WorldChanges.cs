using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Conformance.Engine;
using Conformance.Engine.Presence;
using Conformance.Engine.Profiles;
using Conformance.Protocol;
using Conformance.Server.Faults;
using Conformance.Server.Hosting;

namespace Conformance.Server.Control;

/// <summary>How a world is to be: clock, profile, limits and faults, read from a control body over what holds without it.</summary>
sealed record WorldChanges(WorldSettings Settings, ImmutableArray<Fault> Faults)
{
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public static WorldChanges With(WorldSettings settings, IEnumerable<string> faults) =>
        new(settings, [.. faults.Select(id => FaultCatalogue.All.GetValueOrDefault(id) ?? throw new ArgumentException(NoFault(id)))]);

    public static WorldChanges Read(WorldSettings settings, JsonObject body)
    {
        if (Arguments.TextOrNull(body, ControlNames.Clock) is { } clock)
            settings = settings with
            {
                IsSimulated = clock switch
                {
                    ControlNames.Simulated => true,
                    ControlNames.Real => false,
                    _ => throw new ControlRefusal(400, $"'clock' is {ControlNames.Simulated} or {ControlNames.Real}, not '{clock}'."),
                },
            };
        if (Arguments.TextOrNull(body, ControlNames.Profile) is { } profile)
            settings = settings with
            {
                Profile = Profile.TryParse(profile, out var error) ?? throw new ControlRefusal(400, error!),
            };
        if (body[ControlNames.Limits] is { } limits)
            settings = settings with { Limits = ReadLimits(settings.Limits, limits) };
        if (Arguments.TextOrNull(body, ControlNames.ImHost) is { } host)
            settings = settings with { ImHost = host };
        if (body[ControlNames.Routes] is { } routes)
            settings = settings with { ImRoutes = settings.ImRoutes.SetItems(ReadRoutes(routes)) };
        return new WorldChanges(settings, body.ContainsKey(ControlNames.Faults) ? ReadFaults(body) : []);
    }

    /// <summary>Begins the world anew.</summary>
    public void Apply(WorldHost host)
    {
        host.Reset(Settings with { Rules = Fault.Apply(Settings.Rules, Faults) }, Fault.Apply(new ServerRules(), Faults));
        SetFaults(host);
    }

    /// <summary>Changes what the body names, and keeps all that happened so far.</summary>
    public void ApplyRunning(WorldHost host, JsonObject body)
    {
        var world = host.World;
        lock (world.Gate)
        {
            if (body.ContainsKey(ControlNames.Profile))
                world.Profile = Settings.Profile;
            if (body.ContainsKey(ControlNames.Limits))
                world.Limits = Settings.Limits;
            host.Run.Settings = host.Run.Settings with
            {
                Profile = Settings.Profile,
                Limits = Settings.Limits,
                ImRoutes = Settings.ImRoutes,
            };
            if (body.ContainsKey(ControlNames.Faults))
            {
                world.Rules = Fault.Apply(new Rules(), Faults);
                host.Run.Rules = Fault.Apply(new ServerRules(), Faults);
            }
        }
        if (body.ContainsKey(ControlNames.Faults))
            SetFaults(host);
    }

    void SetFaults(WorldHost host)
    {
        host.FaultIds = [.. Faults.Select(f => f.Id)];
        host.SetWireFaults(Fault.WireOf(Faults));
        host.SetDatagramFaults(Fault.DatagramsOf(Faults));
    }

    static Limits ReadLimits(Limits limits, JsonNode node)
    {
        if (node is not JsonObject table)
            throw new ControlRefusal(400, "'limits' is an object of names and numbers.");
        foreach (var (name, value) in table)
            limits = value is JsonValue number && number.TryGetValue<long>(out var bound)
                ? limits.TrySet(name, bound, out var error) ?? throw new ControlRefusal(400, error!)
                : throw new ControlRefusal(400, $"The limit '{name}' is a whole number.");
        return limits;
    }

    static IEnumerable<KeyValuePair<string, PresenceRoute>> ReadRoutes(JsonNode node) =>
        (node as JsonObject ?? throw new ControlRefusal(400, "'routes' is an object of hosts and addresses."))
        .Select(row => row.Value is JsonValue text && text.TryGetValue<string>(out var at)
            && IPEndPoint.TryParse(at, out var end) && end.Port > 0
                ? KeyValuePair.Create(row.Key, new PresenceRoute(end.Address.ToString(), end.Port))
                : throw new ControlRefusal(400, $"The route of '{row.Key}' is written 127.0.0.1:8081."));

    static ImmutableArray<Fault> ReadFaults(JsonObject body) =>
        [.. Arguments.Texts(body, ControlNames.Faults).Select(id =>
            FaultCatalogue.All.GetValueOrDefault(id) ?? throw new ControlRefusal(400, NoFault(id)))];

    static string NoFault(string id) => $"There is no fault '{id}'.";
}
