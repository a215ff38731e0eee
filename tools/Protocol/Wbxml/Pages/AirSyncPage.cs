namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 0, AirSync.</summary>
static class AirSyncPage
{
    public static readonly CodePage Page = new(0, "AirSync", """
        05 Sync  06 Responses  07 Add  08 Change  09 Delete  0A Fetch  0B SyncKey  0C ClientId
        0D ServerId  0E Status  0F Collection  10 Class  12 CollectionId  13 GetChanges
        14 MoreAvailable  15 WindowSize  16 Commands  17 Options  18 FilterType  1B Conflict
        1C Collections  1D ApplicationData  1E DeletesAsMoves  20 Supported  21 SoftDelete
        22 MIMESupport  23 MIMETruncation  24 Wait  25 Limit  26 Partial  27 ConversationMode
        28 MaxItems  29 HeartbeatInterval
        """);
}
