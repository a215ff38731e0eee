namespace Conformance.Server.Hosting;

/// <summary>One protocol of a world: it translates between the wire and the engine, and knows no other face.</summary>
/// <remarks>One instance serves all worlds of a server, so it keeps no state of its own.</remarks>
public interface IFace
{
    /// <summary>The methods served at a decoded path; what stands here is announced in Allow.</summary>
    IReadOnlySet<string> MethodsAt(string path);

    /// <summary>Whether a decoded path is this face's own: every request there is for it, whatever the method.</summary>
    bool Owns(string path) => false;

    /// <summary>Whether a request is for this face and no other; beside those at its own paths, what a query asks for.</summary>
    bool Takes(WorldCall call) => Owns(call.Path);

    /// <summary>Whether it finds out by itself who asks; then <see cref="ServeAsync"/> gets every request, also without credentials.</summary>
    bool IsOpenToStrangers => false;

    /// <summary>Takes its place in a world that begins: what it sends of its own accord it attaches here.</summary>
    void Enter(WorldRun run)
    {
    }

    /// <summary>Answers a request of an account that has logged on.</summary>
    Task ServeAsync(WorldCall call);

    /// <summary>Answers a request without credentials.</summary>
    /// <returns>Null to have it challenged.</returns>
    Task? ServeStranger(WorldCall call) => null;
}
