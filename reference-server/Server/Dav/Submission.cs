using System.Net.Mail;
using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Dav.Properties;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>Sends a message that is moved to the submission address of a mailbox. Source: Exchange SDK, "Sending Messages with WebDAV".</summary>
/// <remarks>
/// <code>MOVE /exchange/user0/Drafts/m.EML    Destination: /exchange/user0/##DavMailSubmissionURI##/</code>
/// 201 with a copy in Sent Items and one in the Inbox of each addressee, who are accounts of this server: a name, alone or before an at
/// sign. 400 nobody is addressed; 403; 409 it is no message, or an addressee is nobody here: nothing is sent then; 423; 507.
/// What is answered where is our own.
/// </remarks>
static class Submission
{
    const string Name = "##DavMailSubmissionURI##";

    /// <summary>Whether a path is the submission address of a mailbox.</summary>
    public static bool IsAddress(string path) =>
        path.TrimEnd('/').EndsWith("/" + Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers a MOVE there. The world's lock is held.</summary>
    public static Task Answer(WorldCall call, Resource message, string destination)
    {
        if (!Places.TrySplit(destination, out var path, out _)
            || call.World.Store.Find(path) is not { ContentClass: ContentClasses.Mailbox } mailbox
            || message.ContentClass != ContentClasses.Message)
            return call.AnswerAsync(StatusCodes.Status409Conflict);
        if (!call.May(mailbox, Rights.Write) || !TransferRights.MayLeave(call, message))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (ReadAddressees(message) is not { Count: > 0 } named)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        var inboxes = named.Select(name => InboxOf(call.World, name)).Distinct().ToList();
        if (inboxes.Contains(null) || mailbox.Member("Sent Items") is not { } sent)
            return call.AnswerAsync(StatusCodes.Status409Conflict);
        if (LockGuard.JudgeTree(call, message) is { } locked)
            return locked.AnswerAsync(call);
        if (!NewPlace.HasRoom(call, inboxes.Count))
            return call.AnswerAsync(StatusCodes.Status507InsufficientStorage);
        foreach (var inbox in inboxes)
            call.World.Store.Create(inbox!, FreeNames.Like(inbox!, message.Name), false, ContentClasses.Message,
                message.Body, message.ContentType, ChangeKind.Delivered);
        call.World.Store.Move(message, sent, FreeNames.Like(sent, message.Name));
        call.World.Store.MarkRead(message, true);
        return call.AnswerAsync(StatusCodes.Status201Created);
    }

    /// <summary>Null for who has no account here.</summary>
    static Resource? InboxOf(World world, string name) =>
        world.Accounts.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } account
            ? world.Store.Find($"/{Population.Exchange}/{account.Name}/Inbox")
            : null;

    /// <summary>Local parts of To and Cc; null when a field cannot be read.</summary>
    static List<string>? ReadAddressees(Resource message)
    {
        var names = new List<string>();
        foreach (var field in new[] { "To", "Cc" })
            foreach (var one in (MailText.FieldOf(message.Body, field) ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                if (MailAddress.TryCreate(one.Contains('@') ? one : one + "@localhost", out var address))
                    names.Add(address.User);
                else
                    return null;
        return names;
    }
}
