using Conformance.Engine;

namespace Conformance.Server.Hosting;

/// <summary>A world from one reset to the next, with what the host keeps beside it.</summary>
public sealed class WorldRun
{
    public WorldRun(WorldSettings settings, Postman postman, HttpMessageInvoker sender)
    {
        (Settings, Postman, World, Held) = (settings, postman, new World(settings), new HeldNames(settings.Limits.HeldNamesMax));
        Courier = new Courier(World, sender);
    }

    public Postman Postman { get; }

    /// <summary>How this world began, with what was changed while it ran; replaced as a whole.</summary>
    public WorldSettings Settings { get; set; }
    public World World { get; }
    public HeldNames Held { get; }
    public Courier Courier { get; }

    /// <summary>The latest requests, for people to look at.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>Replaced as a whole, never in part.</summary>
    public ServerRules Rules { get; set; } = new();

    /// <summary>What log-ons by Digest have used so far.</summary>
    public NonceCounts Nonces { get; } = new();

    BasicAuthentication? authentication;

    /// <summary>Nothing is told, sent or waited for any more.</summary>
    public void Close()
    {
        World.Close();
        Courier.Dispose();
    }

    public BasicAuthentication Authentication => authentication ??= new BasicAuthentication(World);

    /// <summary>Those who signed in with a form.</summary>
    public CookieSessions Sessions => field ??= new CookieSessions(World);
}
