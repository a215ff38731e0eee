using Conformance.Engine.Storage;

namespace Conformance.Server.Dav;

/// <summary>Namespaces and property names that the WebDAV faces write.</summary>
public static class DavNames
{
    public const string Dav = "DAV:";

    /// <summary>Of <c>subscriptionID</c>: capital E, and http, as captured traffic has it.</summary>
    public const string Exchange = "http://schemas.microsoft.com/Exchange/";

    /// <summary>The form that the rewritten pages print.</summary>
    public const string ExchangeHttps = "https://schemas.microsoft.com/Exchange/";

    /// <summary>Of item properties: small e; another name than <see cref="Exchange"/>.</summary>
    public const string ExchangeItems = "http://schemas.microsoft.com/exchange/";

    /// <summary>Of the tokens by which copies are kept in step.</summary>
    public const string Repl = "http://schemas.microsoft.com/repl/";

    /// <summary>Of properties known by the number that MAPI gives them, as <c>x0e230003</c>.</summary>
    public const string MapiTags = "http://schemas.microsoft.com/mapi/proptag/";

    public const string HttpMail = "urn:schemas:httpmail:";

    /// <summary>Of the attribute <c>dt</c>, which names the data type of a property.</summary>
    public const string DataTypes = "urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/";

    /// <summary>Of <c>v</c>, one value of several. These four characters are the whole name.</summary>
    public const string Values = "xml:";

    const string HttpsForm = "https://schemas.microsoft.com/";

    /// <summary>The read flag of an item: computed, and a client may set it.</summary>
    public static PropertyName Read { get; } = new(HttpMail, "read");

    public static PropertyName Of(string name) => new(Dav, name);

    /// <summary>The name in its http form: the rewritten pages print https, and both name the same property.</summary>
    public static PropertyName Canonical(PropertyName name) =>
        name.Namespace.StartsWith(HttpsForm, StringComparison.Ordinal)
            ? name with { Namespace = "http://schemas.microsoft.com/" + name.Namespace[HttpsForm.Length..] }
            : name;
}
