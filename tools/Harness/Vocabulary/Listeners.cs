using Conformance.Harness.Running;
using Conformance.Harness.Running.Listening;
using Conformance.Harness.Targets;

namespace Conformance.Harness.Vocabulary;

/// <summary>A listener for NOTIFY datagrams; its address goes into Call-Back.</summary>
public sealed class ADatagramListener : ISetup
{
    public string Pattern => "a datagram listener";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult<IValue>(context.Listen(options => new DatagramBox(options)));
}

/// <summary>A node of ours that a target calls over TCP.</summary>
public sealed class AnHttpListener : ISetup
{
    public string Pattern => "an http listener";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult<IValue>(context.Listen(options => new HttpNode(options)));
}

/// <summary>The same, called by host and port alone, as clients of presence are.</summary>
public sealed class AnHttpListenerWithoutAPath : ISetup
{
    public string Pattern => "an http listener without a path";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult<IValue>(context.Listen(options => new HttpNode(options with { Path = "" })));
}

/// <summary>What becomes of the next datagram is decided at the target: our listener cannot lose what it has.</summary>
public abstract class DatagramFate(string pattern, string action) : IStimulus
{
    public string Pattern => pattern;

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var delay = sentence.Text("d", context.Scope) is { } text
            ? Durations.Of(text.TrimEnd('s'), "s") ?? throw new SetupException($"'{text}' is no number of seconds")
            : TimeSpan.Zero;
        context.Transcript.Note(context.Line, $"datagrams: {action}");
        if (context.Stage.World is { } world)
            await world.MeetDatagramAsync(action, delay, context.Cancel);
        else
            await Hooks.RunAsync(context.Stage.Target, StimulusEvents.Datagram, new Dictionary<string, string> { ["action"] = action }, context.Cancel);
        return null;
    }
}

public sealed class TheNextDatagramIsLost() : DatagramFate("the next datagram is lost", Protocol.ControlNames.Lose);

public sealed class TheNextDatagramIsSentTwice() : DatagramFate("the next datagram is sent twice", Protocol.ControlNames.Double);

public sealed class TheNextDatagramIsDelayed() : DatagramFate("the next datagram is delayed {d}", Protocol.ControlNames.Delay);

/// <summary>A notice without ids goes to every call-back. Source: "NOTIFY Method", before a shutdown.</summary>
public sealed class ANoticeWithoutIdsIsSent() : DatagramFate("a notice without ids is sent", Protocol.ControlNames.Unsolicited);
