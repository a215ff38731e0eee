namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 16, GAL. The global address list.</summary>
static class GalPage
{
    public static readonly CodePage Page = new(16, "GAL", """
        05 DisplayName  06 Phone  07 Office  08 Title  09 Company  0A Alias  0B FirstName  0C LastName
        0D HomePhone  0E MobilePhone  0F EmailAddress  10 Picture  11 Status  12 Data
        """);
}
