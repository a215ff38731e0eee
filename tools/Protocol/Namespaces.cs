namespace Conformance.Protocol;

/// <summary>The XML namespaces of the documents and the prefixes that scenarios use for them.</summary>
/// <remarks>
/// <c>.../Exchange/</c> (subscription bodies) and <c>.../exchange/</c> (properties of items) are two names. Republished pages print
/// https where every server and client sends http; the two forms count as one name, see <see cref="Canonical"/>.
/// </remarks>
public static class Namespaces
{
    public const string Dav = "DAV:";
    public const string Subscriptions = "http://schemas.microsoft.com/Exchange/";
    public const string ExchangeProperties = "http://schemas.microsoft.com/exchange/";
    public const string Repl = "http://schemas.microsoft.com/repl/";
    public const string Rvp = "http://schemas.microsoft.com/rvp/";
    public const string RvpAcl = "http://schemas.microsoft.com/rvp/acl/";
    public const string DataTypes = "urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/";
    public const string Mail = "urn:schemas:mail:";
    public const string MailHeader = "urn:schemas:mailheader:";
    public const string HttpMail = "urn:schemas:httpmail:";
    public const string Calendar = "urn:schemas:calendar:";

    /// <summary>The prefixes every scenario may use, never taken from a message.</summary>
    public static readonly IReadOnlyDictionary<string, string> Prefixes = new Dictionary<string, string>
    {
        ["D"] = Dav,
        ["X"] = Subscriptions,
        ["E"] = ExchangeProperties,
        ["R"] = Repl,
        ["RVP"] = Rvp,
        ["ACL"] = RvpAcl,
        ["T"] = DataTypes,
        ["mail"] = Mail,
        ["mailheader"] = MailHeader,
        ["httpmail"] = HttpMail,
        ["cal"] = Calendar,
    };

    const string HttpsForm = "https://schemas.microsoft.com/";
    const string HttpForm = "http://schemas.microsoft.com/";

    /// <summary>True for the https spelling of a Microsoft namespace.</summary>
    public static bool IsHttpsForm(string uri) => uri.StartsWith(HttpsForm, StringComparison.Ordinal);

    /// <summary>The name under which a namespace is compared: the http spelling of Microsoft names, others as they are.</summary>
    public static string Canonical(string uri) => IsHttpsForm(uri) ? HttpForm + uri[HttpsForm.Length..] : uri;
}
