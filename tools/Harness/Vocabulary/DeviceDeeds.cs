using Conformance.Harness.Running;
using Conformance.Protocol;

namespace Conformance.Harness.Vocabulary;

/// <summary>What an administrator does to devices, by the control port's name for it; only a control port can.</summary>
public abstract class DeviceDeed(string pattern, string action) : IStimulus
{
    public string Pattern => pattern;

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var world = context.Stage.World ?? throw new SetupException("this target has no control port that rules over devices");
        await world.RuleDevicesAsync(action, UserOf(sentence, context), context.Cancel);
        return null;
    }

    static string? UserOf(SentenceMatch sentence, CaseContext context) =>
        !sentence.Has("who") ? null
        : sentence.Value("who", context.Scope) is AccountValue account ? account.Name
        : throw new SetupException($"'{sentence.Name("who")}' is no account");
}

/// <summary>An account may have no device served any more.</summary>
public sealed class DevicesAreDisabled() : DeviceDeed("the devices of {who} are disabled", ControlNames.Disable);

/// <summary>An account may have its devices served again.</summary>
public sealed class DevicesAreEnabled() : DeviceDeed("the devices of {who} are enabled", ControlNames.Enable);

/// <summary>From now on every device has to take a policy, newer than any before.</summary>
public sealed class APolicyIsDemanded() : DeviceDeed("a policy is demanded", ControlNames.DemandPolicy);

/// <summary>What is behind the server, and holds the mailboxes, cannot be reached.</summary>
public sealed class TheStoreIsLost() : DeviceDeed("the store is lost", ControlNames.LoseBackEnd);

/// <summary>It can be reached again.</summary>
public sealed class TheStoreIsBack() : DeviceDeed("the store is back", ControlNames.RestoreBackEnd);
