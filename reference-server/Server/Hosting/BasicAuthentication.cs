using System.Text;
using Conformance.Engine;
using Conformance.Engine.Accounts;
using Microsoft.Extensions.Primitives;

namespace Conformance.Server.Hosting;

/// <summary>Finds the account behind a request. The one place where a face learns who asks.</summary>
/// <remarks>Basic, RFC 7617; names are compared without case, passwords exactly.</remarks>
public sealed class BasicAuthentication
{
    public const string Challenge = "Basic realm=\"conformance\", charset=\"UTF-8\"";

    readonly Dictionary<string, Account> byHeader = [];
    readonly Dictionary<string, Account> byName = new(StringComparer.OrdinalIgnoreCase);

    public BasicAuthentication(World world)
    {
        foreach (var account in world.Accounts)
        {
            byName[account.Name] = account;
            var credentials = Encoding.UTF8.GetBytes($"{account.Name}:{account.Password}");
            byHeader["Basic " + Convert.ToBase64String(credentials)] = account;
        }
    }

    public Account? Find(StringValues authorization) =>
        authorization.Count != 1 || authorization[0] is not { } header ? null
        : byHeader.TryGetValue(header, out var account) ? account
        : Parse(header);

    /// <summary>Other spellings of the same: scheme in another case, more blanks, the name in another case.</summary>
    Account? Parse(string header)
    {
        var blank = header.IndexOf(' ');
        if (blank < 0 || !header.AsSpan(0, blank).Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[blank..].Trim(), bytes, out var count))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, count);
        var colon = text.IndexOf(':');
        return colon >= 0 && byName.TryGetValue(text[..colon], out var account) && account.Password == text[(colon + 1)..]
            ? account
            : null;
    }
}
