namespace Conformance.Engine.Presence;

/// <summary>Who acts in presence: somebody with a node, or a presence service as a whole.</summary>
/// <remarks>A name for comparing, not for showing: how a principal is called on the wire its users keep beside it.</remarks>
/// <param name="Host">Lower case, port 80 left out; empty for this server's own.</param>
/// <param name="Path">Decoded, lower case, without final slash; empty for a service as a whole.</param>
public readonly record struct Principal(string Host, string Path)
{
    public bool IsOwn => Host.Length == 0;

    public bool IsService => Path.Length == 0;

    /// <summary>Who claims nothing.</summary>
    public static readonly Principal Nobody = new("?", "?");
}
