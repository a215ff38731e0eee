using Conformance.Harness.Evidence;

namespace Conformance.Harness.Targets;

/// <summary>Gathers what must not be seen of a target's settings.</summary>
public static class TargetSecrets
{
    /// <summary>The redaction that every report of a run on this target passes through.</summary>
    /// <remarks>
    /// A password that is the user's own name is no secret that stars could keep: the name stands in every path. It is hidden in
    /// credential headers like any other, and nowhere else. So it is with the bundled server, whose passwords are documented.
    /// </remarks>
    public static Redaction Of(Target target) => new(
        target.Accounts.Where(a => a.Password is not null && a.Password.Reveal() != a.MailboxName).Select(a => a.Password!.Reveal())
            .Concat(target.Headers.Where(h => h.IsSecret).Select(h => h.Value.Reveal())),
        target.Accounts.Where(a => a.Password is not null).Select(a => (a.User, a.Password!.Reveal())));
}
