using Conformance.Harness.Running;
using Conformance.Harness.Running.Listening;

namespace Conformance.Harness.Vocabulary;

/// <summary>Another presence service, which is a listener of ours; its text is its logical host.</summary>
/// <remarks>
/// The target is told where it is reached, and believes it from there: what <c>far &gt;&gt;&gt; NOTIFY</c> sends with
/// <c>RVP-From-Principal: ${far}</c> comes from that service, and what the target sends to nodes of its users reaches the listener.
/// </remarks>
public sealed class APresenceService : ISetup
{
    public string Pattern => "a presence service at {node}";

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        if (sentence.Value("node", context.Scope) is not ListenerValue listener
            || !Uri.TryCreate(listener.Text, UriKind.Absolute, out var at))
            throw new SetupException($"'{sentence.Name("node")}' is no listener of ours");
        var world = context.Stage.World ?? throw new SetupException("this target has no control port to tell it a route by");
        var number = context.Next("service");
        var host = number == 1 ? "im.far.test" : $"im.far{number}.test";
        context.Transcript.Note(context.Line, $"the target is told that {host} is reached at a listener of ours");
        await world.SetRouteAsync(host, at.Authority, context.Cancel);
        return new TextValue(host);
    }
}
