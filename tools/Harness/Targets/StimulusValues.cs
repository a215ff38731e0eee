namespace Conformance.Harness.Targets;

/// <summary>What the means of a target's settings are told of an event: the names of <see cref="StimulusTemplate"/> with their values.</summary>
public static class StimulusValues
{
    /// <summary>What a hook for mail is told.</summary>
    /// <param name="folder">Path of the folder that the mail is to arrive in.</param>
    public static Dictionary<string, string> Mail(Target target, string folder, string subject, string body) => new()
    {
        ["action"] = StimulusEvents.Mail,
        ["path"] = folder,
        ["url"] = new Uri(target.Url, folder).AbsoluteUri,
        ["to"] = target[Account.First]?.MailboxName ?? "",
        ["user"] = target[Account.First]?.User ?? "",
        ["subject"] = subject,
        ["body"] = body,
    };
}
