using System.Collections.Immutable;

namespace Conformance.Harness.Targets;

/// <summary>Events that a scenario can ask for; each is the capability <c>stimulus.NAME</c>.</summary>
public static class StimulusEvents
{
    /// <summary>An item or folder is created, changed, deleted, moved, copied, or a property is.</summary>
    public const string Change = "change";

    /// <summary>Mail is delivered by the transport, which a PUT is not.</summary>
    public const string Mail = "mail";

    /// <summary>The read flag of an item is set.</summary>
    public const string Read = "read";

    /// <summary>An account is given or denied access to a folder.</summary>
    public const string Access = "access";

    /// <summary>The server is restarted.</summary>
    public const string Restart = "restart";

    /// <summary>The next datagram is lost, sent twice or delayed, or one is sent that names no id.</summary>
    public const string Datagram = "datagram";

    public static readonly ImmutableArray<string> All = [Change, Mail, Read, Access, Restart, Datagram];
}

/// <summary>How one kind of event is made to happen.</summary>
public abstract record Stimulus;

/// <summary>By the WebDAV methods of the target itself.</summary>
public sealed record ProtocolStimulus : Stimulus;

/// <summary>By the control protocol.</summary>
public sealed record ControlStimulus : Stimulus;

/// <summary>By a request to a hook of the user's; any 2xx answer means done.</summary>
public sealed record HookStimulus(string Method, string Url) : Stimulus
{
    /// <summary>The address with each value percent-encoded into its place.</summary>
    public Uri Fill(IReadOnlyDictionary<string, string> values) =>
        new(StimulusTemplate.Fill(Url, values, Uri.EscapeDataString));
}

/// <summary>By a program; exit code 0 means done.</summary>
/// <remarks>Started without a shell: a value fills its argument and never becomes syntax, whatever a server puts into a path.</remarks>
public sealed record CommandStimulus(ImmutableArray<string> Arguments) : Stimulus
{
    public ImmutableArray<string> Fill(IReadOnlyDictionary<string, string> values) =>
        [.. Arguments.Select(a => StimulusTemplate.Fill(a, values, v => v))];
}

/// <summary>The means for each kind of event; an event that is missing cannot be made to happen.</summary>
public sealed record StimulusTable(ImmutableDictionary<string, Stimulus> Means)
{
    /// <summary>What every WebDAV server can be asked for.</summary>
    public static readonly StimulusTable ByProtocol = new(ImmutableDictionary<string, Stimulus>.Empty
        .Add(StimulusEvents.Change, new ProtocolStimulus())
        .Add(StimulusEvents.Read, new ProtocolStimulus()));

    /// <summary>With a control port: changes still travel the wire, the rest goes through the port.</summary>
    public static readonly StimulusTable WithControl = new(StimulusEvents.All
        .ToImmutableDictionary(e => e, Stimulus (e) => e is StimulusEvents.Change ? new ProtocolStimulus() : new ControlStimulus()));

    public Stimulus? this[string name] => Means.GetValueOrDefault(name);
}
