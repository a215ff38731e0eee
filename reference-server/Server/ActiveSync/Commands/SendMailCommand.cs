using System.Text;
using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>SendMail: delivers a mail to users of this server. Source: MS-ASCMD 2.2.1.17.</summary>
/// <remarks>
/// Up to 12.1 the body is the mail; from 14.0 on it lies in a document, under a name that the device gave it. Success is an empty 200.
/// 103 the document breaks the schema, 107 it is no mail, 116 a recipient is unknown here, 118 it was sent before, 119 it is to nobody.
/// </remarks>
static class SendMailCommand
{
    public static Task Answer(CommandCall call)
    {
        var isPlain = call.Version.SendsPlainMime;
        if (!isPlain && (call.Document?.One("ComposeMail:ClientId") is not { Text.Length: > 0 } || call.Document.One("ComposeMail:Mime") is null))
            return call.RefuseAsync(GlobalStatus.InvalidXml);
        var mail = isPlain ? call.Body : Encoding.UTF8.GetBytes(call.Document!.One("ComposeMail:Mime")!.Text);
        if (MailHead.Read(mail) is not { } head)
            return call.RefuseAsync(GlobalStatus.InvalidMime);
        var keeps = isPlain ? call.Query.SavesInSent : call.Document!.Has("ComposeMail:SaveInSentItems");
        lock (call.World.Gate)
        {
            var recipients = head.Recipients.Select(name => Find(call.World, name)).Distinct().ToList();
            if (recipients.Count == 0 || recipients.Count > call.World.Limits.RecipientsMax)
                return call.RefuseAsync(GlobalStatus.MessageHasNoRecipient);
            if (recipients.Contains(null))
                return call.RefuseAsync(GlobalStatus.MessageRecipientUnresolved);
            if (!NewPlace.HasRoom(call.Http, recipients.Count + 1))
                return call.RefuseAsync(GlobalStatus.MailboxQuotaExceeded);
            if (!isPlain && !call.Device.Sends(call.Document!.One("ComposeMail:ClientId")!.Text, call.World.Limits))
                return call.RefuseAsync(GlobalStatus.MessagePreviouslySent);
            foreach (var recipient in recipients)
                if (Inbox(call.World, recipient!) is { } inbox)
                    Delivery.Bring(call.World, inbox, mail, head.Subject, head.From ?? call.Http.Caller.Name, ChangeKind.Delivered);
            if (keeps && call.Mailbox.Member("Sent Items") is { } sent)
                Delivery.Bring(call.World, sent, mail, head.Subject, head.From ?? call.Http.Caller.Name, ChangeKind.Created);
        }
        return call.Http.AnswerAsync(StatusCodes.Status200OK);
    }

    static Account? Find(World world, string name) =>
        world.Accounts.FirstOrDefault(account => account.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static Resource? Inbox(World world, Account account) => world.Store.Find($"/{Population.Exchange}/{account.Name}/Inbox");
}
