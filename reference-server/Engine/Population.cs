using System.Collections.Immutable;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;

namespace Conformance.Engine;

/// <summary>The accounts and folders that every world begins with.</summary>
/// <remarks>
/// <c>/exchange/USER/</c> with its well-known folders, readable and writable by USER alone; <c>/public/subtest/</c>,
/// writable by every account but user2, which has no rights outside its own mailbox.
/// </remarks>
public static class Population
{
    public const string Exchange = "exchange";
    public const string Public = "public";
    public const string Subtest = "subtest";

    /// <summary>The account without rights on anything shared.</summary>
    public const string Powerless = "user2";

    static readonly ImmutableArray<(string Name, string ContentClass)> folders =
    [
        ("Inbox", ContentClasses.MailFolder), ("Drafts", ContentClasses.MailFolder),
        ("Outbox", ContentClasses.MailFolder), ("Sent Items", ContentClasses.MailFolder),
        ("Deleted Items", ContentClasses.MailFolder), ("Calendar", ContentClasses.CalendarFolder),
        ("Contacts", ContentClasses.ContactFolder), ("Tasks", ContentClasses.TaskFolder),
        ("Notes", ContentClasses.NoteFolder), ("Journal", ContentClasses.JournalFolder),
    ];

    /// <summary>Names of the folders that every mailbox has.</summary>
    public static ImmutableHashSet<string> WellKnownFolders { get; } =
        folders.Select(f => f.Name).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    internal static ImmutableArray<Account> Settle(Store store, AccessList access, int count)
    {
        access.Set(store.Root, AccessList.Everybody, Rights.Read);
        var exchange = store.Create(store.Root, Exchange, true, ContentClasses.Folder);
        var subtest = store.Create(
            store.Create(store.Root, Public, true, ContentClasses.Folder), Subtest, true, ContentClasses.MailFolder);
        access.Set(subtest, AccessList.Everybody, Rights.None);
        var accounts = ImmutableArray.CreateBuilder<Account>(count);
        for (var i = 0; i < count; i++)
        {
            var name = $"user{i}";
            accounts.Add(new Account(name, name));
            var mailbox = store.Create(exchange, name, true, ContentClasses.Mailbox);
            access.Set(mailbox, AccessList.Everybody, Rights.None);
            access.Set(mailbox, name, Rights.Read | Rights.Write);
            if (name != Powerless)
                access.Set(subtest, name, Rights.Read | Rights.Write);
            foreach (var (folder, contentClass) in folders)
                store.Create(mailbox, folder, true, contentClass);
        }
        return accounts.MoveToImmutable();
    }
}
