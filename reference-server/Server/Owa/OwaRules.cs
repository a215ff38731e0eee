using System.Text.Encodings.Web;
using Conformance.Engine;

namespace Conformance.Server.Owa;

/// <summary>The rules of the mailbox page, one member each; the default of each is what the article says, or what is safe.</summary>
public sealed record OwaRules
{
    /// <summary>Seconds between two POLLs for new mail that the page is told.</summary>
    public Func<Limits, int> NewMailSeconds { get; init; } = limits => limits.NewMailPollSeconds;

    /// <summary>Seconds between two POLLs for reminders that the page is told.</summary>
    public Func<Limits, int> ReminderSeconds { get; init; } = limits => limits.ReminderPollSeconds;

    /// <summary>A file of the page, by name, as it is kept to as it is sent.</summary>
    public Func<string, string, string> Send { get; init; } = (_, text) => text;

    /// <summary>The bytes of a sound by its name; null when there is none.</summary>
    public Func<string, byte[]?> Sound { get; init; } = Sounds.Find;

    /// <summary>A text that goes into the page, so that it stays text.</summary>
    public Func<string, string> Escape { get; init; } = HtmlEncoder.Default.Encode;

    /// <summary>Whether somebody who signed in may be sent on to an address: a path of this server.</summary>
    public Func<string, bool> MaySendTo { get; init; } = SignIn.IsPath;

    /// <summary>Whether a sign-out ends the session on the server too, and not only in the browser.</summary>
    public Func<bool> EndsSession { get; init; } = () => true;
}
