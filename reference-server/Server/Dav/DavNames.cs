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

    public const string HttpMail = "urn:schemas:httpmail:";

    public static PropertyName Of(string name) => new(Dav, name);
}
