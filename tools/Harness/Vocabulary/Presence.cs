using System.Collections.Immutable;
using Conformance.Harness.Running;

namespace Conformance.Harness.Vocabulary;

/// <summary>A principal with a node of its own: each time another account of the target.</summary>
public sealed class APrincipal : ISetup
{
    public string Pattern => "a principal";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult<IValue>(PresenceTalk.Next(context));
}

/// <summary>A principal with one inbox.</summary>
public sealed class APrincipalLoggedIn : ISetup
{
    public string Pattern => "a principal logged in at {node}";

    public ImmutableArray<string> Sends => ["SUBSCRIBE", "UNSUBSCRIBE"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        var principal = PresenceTalk.Next(context);
        await PresenceTalk.LogInAsync(context, principal, principal.Maker, sentence.Text("node", context.Scope)!);
        return principal;
    }
}

/// <summary>One more inbox of a principal; its text is the id of the subscription.</summary>
public sealed class ALogin : ISetup
{
    public string Pattern => "a login of {p} at {node}";

    public ImmutableArray<string> Sends => ["SUBSCRIBE", "UNSUBSCRIBE"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) => await PresenceTalk.LogInAsync(
        context, PresenceTalk.Principal(sentence, "p", context), sentence.Name("p")!, sentence.Text("node", context.Scope)!);
}

/// <summary>A right on a node that nobody has unless it is given, beside what everybody may; its text is the name of the right.</summary>
public sealed class ARightOnANode : ISetup
{
    public string Pattern => "the right {right} of {p} on {q}";

    public ImmutableArray<string> Sends => ["ACL"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        var right = sentence.Text("right", context.Scope)!;
        await PresenceTalk.GrantAsync(
            context, PresenceTalk.Principal(sentence, "q", context), sentence.Name("q")!, PresenceTalk.Principal(sentence, "p", context), right);
        return new TextValue(right);
    }
}

/// <summary>A principal watches the properties of another; its text is the id of the subscription.</summary>
public sealed class APresenceSubscription : ISetup
{
    public string Pattern => "a presence subscription of {p} on {q} leased {d}";

    public ImmutableArray<string> Sends => ["SUBSCRIBE", "UNSUBSCRIBE"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) => await PresenceTalk.WatchAsync(
        context, PresenceTalk.Principal(sentence, "p", context), PresenceTalk.Principal(sentence, "q", context), sentence.Name("p")!,
        sentence.Text("d", context.Scope)!.TrimEnd('s'));
}
