using Conformance.Server.ActiveSync.Documents;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>Provision: gives a policy in two phases, one that demands nothing. Source: MS-ASPROV 3.1.5.1, 3.2.5.1.</summary>
/// <remarks>
/// A first request without a key is told the policy under a key for now; one that acknowledges it with that key is told the key to
/// keep. Of the answer: 1 done, 2 the document breaks the schema, 165 device information is missing (from 14.1). Of the policy: 1 here
/// it is, 3 no such type of policy, 5 the key that is acknowledged is not the one that was told. Commands ask for the key only where a
/// policy is demanded. A device that is to be wiped is told so until it says that it is done; then it begins anew.
/// </remarks>
static class ProvisionCommand
{
    const int Success = 1;
    const int ProtocolError = 2;
    const int UnknownPolicyType = 3;
    const int WrongPolicyKey = 5;
    const int DeviceInformationRequired = 165;
    const int AsksForDeviceInformation = 141;
    const string WapType = "MS-WAP-Provisioning-XML";
    const string WbxmlType = "MS-EAS-Provisioning-WBXML";

    public static Task Answer(CommandCall call)
    {
        var information = call.Document?.One("Settings:DeviceInformation");
        if (call.Device.IsToBeWiped)
            return Wipe(call);
        if (call.Document?.One("Provision:Policies")?.One("Provision:Policy") is not { } policy
            || policy.One("Provision:PolicyType") is not { Text: var type })
            return call.AnswerStatusAsync(ProtocolError);
        var acknowledged = policy.One("Provision:PolicyKey");
        if (acknowledged is null && information is null && call.Version.Number >= AsksForDeviceInformation)
            return call.AnswerStatusAsync(DeviceInformationRequired);
        return call.AnswerAsync(new Element(
            "Provision:Provision",
            information is null ? null : new Element("Settings:DeviceInformation", Element.Of("Settings:Status", Success)),
            Element.Of("Provision:Status", Success),
            new Element("Provision:Policies", new Element("Provision:Policy", Policy(call, type, acknowledged?.Text)))));
    }

    static Task Wipe(CommandCall call)
    {
        var isDone = call.Document?.One("Provision:RemoteWipe")?.One("Provision:Status") is { Text: "1" };
        lock (call.World.Gate)
            if (isDone)
                (call.Device.IsToBeWiped, call.Device.PolicyKey) = (false, 0);
        return call.AnswerStatusAsync(Success, isDone ? null : new Element("Provision:RemoteWipe"));
    }

    static IEnumerable<Element> Policy(CommandCall call, string type, string? acknowledged)
    {
        yield return Element.Of("Provision:PolicyType", type);
        if (type != (call.Version.Number < 120 ? WapType : WbxmlType))
        {
            yield return Element.Of("Provision:Status", UnknownPolicyType);
            yield break;
        }
        uint key;
        lock (call.World.Gate)
        {
            if (acknowledged is not null && acknowledged != call.Device.PolicyKey.ToString())
                key = 0;
            else
                key = call.Device.PolicyKey = call.World.Devices.NextPolicyKey();
            if (acknowledged is not null && key != 0)
                call.Device.PolicyGeneration = call.World.Devices.PolicyGeneration;
        }
        yield return Element.Of("Provision:Status", key == 0 ? WrongPolicyKey : Success);
        if (key == 0)
            yield break;
        yield return Element.Of("Provision:PolicyKey", key);
        if (acknowledged is null)
            yield return Data(call.Version);
    }

    // Up to 2.5 a policy is XML in a string.
    static Element Data(ProtocolVersion version) => version.Number < 120
        ? Element.Of("Provision:Data", "<wap-provisioningdoc></wap-provisioningdoc>")
        : new Element("Provision:Data", new Element("Provision:EASProvisionDoc", Element.Of("Provision:DevicePasswordEnabled", 0)));
}
