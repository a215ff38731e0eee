using Conformance.Server.ActiveSync.Documents;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>Settings: takes what a device says of itself. Source: MS-ASCMD 2.2.1.18.</summary>
/// <remarks>1 done, 2 the document breaks the schema or asks for what is not served.</remarks>
static class SettingsCommand
{
    const int Success = 1;
    const int ProtocolError = 2;

    public static Task Answer(CommandCall call) =>
        call.Document is { Children: [{ Tag: "Settings:DeviceInformation" } information] } && information.One("Settings:Set") is not null
            ? call.AnswerStatusAsync(Success, new Element("Settings:DeviceInformation", Element.Of("Settings:Status", Success)))
            : call.AnswerStatusAsync(ProtocolError);
}
