using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Targets;

/// <summary>Reads who can log on.</summary>
static class AccountReader
{
    /// <summary>Accounts in file order; <c>user</c> and <c>password-file</c> stand in for alice's entry.</summary>
    public static ImmutableArray<Account> Read(SettingValues values, bool bundled)
    {
        var accounts = ImmutableArray.CreateBuilder<Account>();
        foreach (var entry in values["account"])
        {
            if (!Account.Roles.Contains(entry.Head))
                values.Error(entry.Origin,
                    $"'{entry.Head}' is no role; roles are {string.Join(", ", Account.Roles)}{Suggest.Hint(entry.Head, Account.Roles)}");
            else if (accounts.Any(a => a.Role == entry.Head))
                values.Error(entry.Origin, $"the account {entry.Head} stands twice");
            else if (entry["user"] is not { } user)
                values.Error(entry.Origin, $"the account {entry.Head} needs a part 'user'");
            else
                accounts.Add(new Account(entry.Head, user.Text, Password(values, entry, bundled)));
        }
        return WithFirst(values, accounts.ToImmutable());
    }

    static Secret? Password(SettingValues values, SettingEntry entry, bool bundled)
    {
        if (entry["password"] is not { } inline)
            return values.Secret(entry, "password");
        if (bundled && inline.Origin is FileOrigin)
            return new Secret(inline.Text);
        values.Error(inline.Origin,
            "a password does not stand in a target file or on the command line; use password-file or password-variable");
        return null;
    }

    static ImmutableArray<Account> WithFirst(SettingValues values, ImmutableArray<Account> accounts)
    {
        var (user, password) = (values.Text("user"), values.FirstPassword());
        var known = accounts.FirstOrDefault(a => a.Role == Account.First);
        if (user is null && (password is null || known is null))
            return accounts;
        var first = new Account(Account.First, user ?? known!.User, password ?? known?.Password);
        return known is null ? accounts.Insert(0, first) : accounts.Replace(known, first);
    }
}
