namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 13, Ping. Token 06 (AutdState) is obsolete and in no table.</summary>
static class PingPage
{
    public static readonly CodePage Page = new(13, "Ping", """
        05 Ping  07 Status  08 HeartbeatInterval  09 Folders  0A Folder  0B Id  0C Class  0D MaxFolders
        """);
}
