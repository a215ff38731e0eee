namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 17, AirSyncBase.</summary>
static class AirSyncBasePage
{
    public static readonly CodePage Page = new(17, "AirSyncBase", """
        05 BodyPreference  06 Type  07 TruncationSize  08 AllOrNone  0A Body  0B Data
        0C EstimatedDataSize  0D Truncated  0E Attachments  0F Attachment  10 DisplayName
        11 FileReference  12 Method  13 ContentId  14 ContentLocation  15 IsInline  16 NativeBodyType
        17 ContentType  18 Preview  19 BodyPartPreference  1A BodyPart  1B Status  1C Add  1D Delete
        1E ClientId  1F Content  20 Location  21 Annotation  22 Street  23 City  24 State  25 Country
        26 PostalCode  27 Latitude  28 Longitude  29 Accuracy  2A Altitude  2B AltitudeAccuracy
        2C LocationUri  2D InstanceId
        """);
}
