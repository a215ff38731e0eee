using System.Globalization;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Owa;

/// <summary>The page, open at a folder of a mailbox. Source: "Setting OWA Mail and Calendar Notifications".</summary>
/// <remarks>
/// <code>GET /exchange/USER/Inbox/?cmd=contents</code>
/// 200; 302 to the sign-in for strangers; 400 an unknown command; 403 another's mailbox; 404. The page carries two hidden
/// elements whose attribute <c>pollinterval</c> (seconds) says how often to POLL: the server's setting, not the user's.
/// </remarks>
static class PageAnswer
{
    /// <summary>What the page can be opened at: the contents of a folder, its options, a new message.</summary>
    static readonly HashSet<string> commands = ["contents", "options", "new"];

    public static Task Answer(WorldCall call)
    {
        if (call.Request.Query["cmd"] is not [{ } command] || !commands.Contains(command))
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        string mailbox, place, title;
        lock (call.World.Gate)
        {
            if (call.World.Store.Find(call.Path) is not { IsFolder: true } folder || MailboxOf(folder) is not { } root)
                return call.AnswerAsync(StatusCodes.Status404NotFound);
            if (!call.May(folder, Rights.Read))
                return call.AnswerAsync(StatusCodes.Status403Forbidden);
            var shown = folder == root ? folder.Member("Inbox") ?? folder : folder;
            (mailbox, place, title) = (DavPaths.Of(root), DavPaths.Of(shown), shown.Name);
        }
        return AnswerAsync(call, command, mailbox, place, title);
    }

    /// <summary>Writes the page without asking the store for anything.</summary>
    /// <param name="mailbox">Encoded path of the mailbox, with a final slash.</param>
    /// <param name="place">Encoded path of the folder that is open.</param>
    public static Task AnswerAsync(WorldCall call, string command, string mailbox, string place, string title) =>
        PageText.AnswerAsync(call, "page.html", new Dictionary<string, string>
        {
            ["command"] = command,
            ["mailbox"] = mailbox,
            ["place"] = place,
            ["title"] = title,
            ["user"] = call.Caller.Name,
            ["signed-in"] = call.Request.Cookies.ContainsKey(CookieSessions.CookieName) ? "form" : "browser",
            ["new-mail-seconds"] = call.Rules.Owa.NewMailSeconds(call.World.Limits).ToString(CultureInfo.InvariantCulture),
            ["reminder-seconds"] = call.Rules.Owa.ReminderSeconds(call.World.Limits).ToString(CultureInfo.InvariantCulture),
        });

    static Resource? MailboxOf(Resource folder)
    {
        for (var at = folder; at is not null; at = at.Parent)
            if (at.ContentClass == ContentClasses.Mailbox)
                return at;
        return null;
    }
}
