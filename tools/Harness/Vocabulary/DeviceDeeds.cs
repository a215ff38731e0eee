using Conformance.Harness.Running;
using Conformance.Protocol;

namespace Conformance.Harness.Vocabulary;

/// <summary>What an administrator does to devices; only a control port can.</summary>
static class DeviceDeeds
{
    /// <exception cref="SetupException">The target has no control port.</exception>
    public static async ValueTask<IValue?> DoAsync(CaseContext context, string action, string? device = null, string? user = null)
    {
        var world = context.Stage.World ?? throw new SetupException("this target has no control port that rules over devices");
        await world.RuleDevicesAsync(action, device, user, context.Cancel);
        return null;
    }

    public static string UserOf(SentenceMatch sentence, CaseContext context) =>
        sentence.Value("who", context.Scope) is AccountValue account
            ? account.Name
            : throw new SetupException($"'{sentence.Name("who")}' is no account");
}

/// <summary>An account may have no device served any more.</summary>
public sealed class DevicesAreDisabled : IStimulus
{
    public string Pattern => "the devices of {who} are disabled";

    public ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context) =>
        DeviceDeeds.DoAsync(context, ControlNames.Disable, user: DeviceDeeds.UserOf(sentence, context));
}

/// <summary>An account may have its devices served again.</summary>
public sealed class DevicesAreEnabled : IStimulus
{
    public string Pattern => "the devices of {who} are enabled";

    public ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context) =>
        DeviceDeeds.DoAsync(context, ControlNames.Enable, user: DeviceDeeds.UserOf(sentence, context));
}

/// <summary>From now on every device has to take a policy, newer than any before.</summary>
public sealed class APolicyIsDemanded : IStimulus
{
    public string Pattern => "a policy is demanded";

    public ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context) => DeviceDeeds.DoAsync(context, ControlNames.DemandPolicy);
}

/// <summary>The owner of a device wants everything on it erased.</summary>
public sealed class ADeviceIsToBeWiped : IStimulus
{
    public string Pattern => "{d} is to be wiped";

    public ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context) => DeviceDeeds.DoAsync(
        context, ControlNames.Wipe,
        (sentence.Value("d", context.Scope) as DeviceValue ?? throw new SetupException($"'{sentence.Name("d")}' is no device")).Id);
}

/// <summary>What is behind the server, and holds the mailboxes, cannot be reached.</summary>
public sealed class TheStoreIsLost : IStimulus
{
    public string Pattern => "the store is lost";

    public ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context) => DeviceDeeds.DoAsync(context, ControlNames.LoseBackEnd);
}

/// <summary>It can be reached again.</summary>
public sealed class TheStoreIsBack : IStimulus
{
    public string Pattern => "the store is back";

    public ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context) => DeviceDeeds.DoAsync(context, ControlNames.RestoreBackEnd);
}
