namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 1, Contacts. Tokens 09 to 0B and 3B are of version 2.5.</summary>
static class ContactsPage
{
    public static readonly CodePage Page = new(1, "Contacts", """
        05 Anniversary  06 AssistantName  07 AssistantPhoneNumber  08 Birthday  09 Body  0A BodySize
        0B BodyTruncated  0C Business2PhoneNumber  0D BusinessAddressCity  0E BusinessAddressCountry
        0F BusinessAddressPostalCode  10 BusinessAddressState  11 BusinessAddressStreet
        12 BusinessFaxNumber  13 BusinessPhoneNumber  14 CarPhoneNumber  15 Categories  16 Category
        17 Children  18 Child  19 CompanyName  1A Department  1B Email1Address  1C Email2Address
        1D Email3Address  1E FileAs  1F FirstName  20 Home2PhoneNumber  21 HomeAddressCity
        22 HomeAddressCountry  23 HomeAddressPostalCode  24 HomeAddressState  25 HomeAddressStreet
        26 HomeFaxNumber  27 HomePhoneNumber  28 JobTitle  29 LastName  2A MiddleName
        2B MobilePhoneNumber  2C OfficeLocation  2D OtherAddressCity  2E OtherAddressCountry
        2F OtherAddressPostalCode  30 OtherAddressState  31 OtherAddressStreet  32 PagerNumber
        33 RadioPhoneNumber  34 Spouse  35 Suffix  36 Title  37 WebPage  38 YomiCompanyName
        39 YomiFirstName  3A YomiLastName  3B CompressedRTF  3C Picture  3D Alias  3E WeightedRank
        """);
}
