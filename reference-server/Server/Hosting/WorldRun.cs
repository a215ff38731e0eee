using Conformance.Engine;

namespace Conformance.Server.Hosting;

/// <summary>A world from one reset to the next, with what the host keeps beside it.</summary>
/// <param name="postman">Sends the datagrams of the world.</param>
public sealed class WorldRun(WorldSettings settings, Postman postman)
{
    public Postman Postman { get; } = postman;
    public WorldSettings Settings { get; } = settings;
    public World World { get; } = new(settings);
    public HeldNames Held { get; } = new(settings.Limits.HeldNamesMax);

    /// <summary>Replaced as a whole, never in part.</summary>
    public ServerRules Rules { get; set; } = new();

    BasicAuthentication? authentication;

    public BasicAuthentication Authentication => authentication ??= new BasicAuthentication(World);

    /// <summary>Those who signed in with a form.</summary>
    public CookieSessions Sessions => field ??= new CookieSessions(World);
}
