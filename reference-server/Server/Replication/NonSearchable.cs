using System.Collections.Frozen;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;

namespace Conformance.Server.Replication;

/// <summary>Properties that are computed for each answer, so that no query can compare or sort by them; selecting them is fine.</summary>
/// <remarks>
/// Source: Exchange SDK, "Non-Searchable Properties". Its list has the two subjects too; clients filter by them, and so
/// they are searchable here.
/// </remarks>
static class NonSearchable
{
    const string Contacts = "urn:schemas:contacts:";
    const string ExchangeData = "urn:schemas-microsoft-com:exch-data:";

    static readonly FrozenSet<PropertyName> all = new[]
    {
        DavNames.Of("getetag"), DavNames.Of("href"), DavNames.Of("lockdiscovery"), DavNames.Of("parentname"),
        DavNames.Of("resourcetype"), DavNames.Of("searchrequest"), DavNames.Of("supportedlock"),
        new(DavNames.ExchangeItems, "content-href"), new(DavNames.ExchangeItems, "ntsecuritydescriptor"),
        new(DavNames.ExchangeItems, "oof-state"), new(DavNames.ExchangeItems, "publicfolderemailaddress"),
        new(DavNames.Repl, "repl-uid"), new(DavNames.Repl, "resourcetag"), new(DavNames.Repl, "contenttag"),
        new(Contacts, "proxyaddresses"), new(DavNames.HttpMail, "htmldescription"),
        new(ExchangeData, "baseschema"), new(ExchangeData, "schema-collection-ref"),
    }.ToFrozenSet();

    public static bool Holds(PropertyName name) => all.Contains(DavNames.Canonical(name));
}
