namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 1, Contacts. The part that an Add needs.</summary>
static class ContactsPage
{
    public static readonly CodePage Page = new(1, "Contacts", """
        1B Email1Address  1E FileAs  1F FirstName  29 LastName
        """);
}
