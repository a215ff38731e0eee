using Conformance.Harness.Running;
using Conformance.Harness.Targets;

namespace Conformance.Harness.Vocabulary;

/// <summary>Another user of the target, with ordinary rights.</summary>
public sealed class ASecondAccount : ISetup
{
    public string Pattern => "a second account";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult<IValue>(context.Account(Account.Second));
}

public sealed class AnAccountWithReadAccess : ISetup
{
    public string Pattern => "an account with read access to {f}";

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        var account = context.Account(Account.Second);
        var path = Folders.PathOf(sentence.Value("f", context.Scope)!);
        if (context.Stage.World is { } world)
            await world.SetAccessAsync(path, account.Name, read: true, write: false, context.Cancel);
        return account;
    }
}

/// <summary>An account that may not see the folder.</summary>
public sealed class AnAccountWithoutReadAccess : ISetup
{
    public string Pattern => "an account without read access to {f}";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult<IValue>(context.Account(Account.Powerless));
}

/// <summary>The server goes down and comes back: connections and subscriptions are lost, the store is kept.</summary>
public sealed class ServerRestarts : IStimulus
{
    public string Pattern => "the server restarts";

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var world = context.Stage.World ?? throw new SetupException("this target has no control port to restart it by");
        await world.RestartAsync(context.Cancel);
        return null;
    }
}

/// <summary>Read access to a folder is withdrawn from an account.</summary>
public sealed class MayNoLongerRead : IStimulus
{
    public string Pattern => "{who} may no longer read {f}";

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var account = sentence.Value("who", context.Scope) as AccountValue
            ?? throw new SetupException($"'{sentence.Name("who")}' is no account whose access could be withdrawn");
        var path = Folders.PathOf(sentence.Value("f", context.Scope)!);
        if (context.Stage.World is { } world)
            await world.SetAccessAsync(path, account.Name, read: false, write: false, context.Cancel);
        else
            await Hooks.RunAsync(context.Stage.Target, StimulusEvents.Access, new Dictionary<string, string>
            {
                ["action"] = "withdraw",
                ["path"] = path,
                ["user"] = account.Name,
            }, context.Cancel);
        return null;
    }
}
