using System.Xml.Linq;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;
using Conformance.Protocol.Wbxml;

namespace Conformance.Harness.Vocabulary;

/// <summary>What a device says to be brought up to date before anything is judged. Source: MS-ASCMD, MS-ASPROV.</summary>
sealed class DeviceTalk(CaseContext context, DeviceValue device)
{
    /// <summary>More rounds than any folder of a test takes: a server that goes on is broken.</summary>
    const int RoundsMax = 200;

    static readonly XNamespace hierarchy = "FolderHierarchy", sync = "AirSync", provision = "Provision", settings = "Settings";

    /// <summary>Learns the folders, after a policy where the target asks for one.</summary>
    public async ValueTask LearnFoldersAsync()
    {
        var request = new XElement(hierarchy + "FolderSync", new XElement(hierarchy + "SyncKey", "0"));
        var answer = await AskAsync("FolderSync", request);
        if (answer is null || Text(answer, hierarchy + "Status") is "140" or "141" or "142" or "143" or "144")
        {
            await ProvisionAsync();
            answer = await AskAsync("FolderSync", request);
        }
        if (answer is null || Text(answer, hierarchy + "Status") != "1")
            throw new SetupException($"FolderSync was answered with Status {Text(answer, hierarchy + "Status") ?? "none"}");
        device.Folders =
        [
            .. answer.Descendants(hierarchy + "Add").Select(add => new DeviceFolder(
                Text(add, hierarchy + "ServerId") ?? "", Text(add, hierarchy + "ParentId") ?? "", Text(add, hierarchy + "DisplayName") ?? "",
                int.TryParse(Text(add, hierarchy + "Type"), out var type) ? type : 0)),
        ];
    }

    /// <summary>Fetches everything that a folder holds.</summary>
    /// <param name="untilQuiet">
    /// Goes on until an answer brings nothing: some servers give the last items a key that is behind, and a Ping would end at once.
    /// </param>
    public async ValueTask FetchAsync(DeviceFolder folder, bool untilQuiet = false)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var key = device.SyncKeys.GetValueOrDefault(folder.ServerId, "0");
            if (await AskAsync("Sync", SyncRequest(folder, key)) is not { } answer)
                return;
            if (answer.Descendants(sync + "Collection").FirstOrDefault() is not { } collection || Text(collection, sync + "Status") != "1")
                throw new SetupException($"Sync of {folder.Name} was answered {WbxmlText.OnOneLine(answer)}");
            device.SyncKeys[folder.ServerId] = Text(collection, sync + "SyncKey") ?? key;
            if (key != "0" && collection.Element(sync + "MoreAvailable") is null
                && (!untilQuiet || collection.Element(sync + "Commands") is null))
                return;
        }
        throw new SetupException($"Sync of {folder.Name} has more after {RoundsMax} rounds");
    }

    /// <summary>Sends a command; null when its answer has no document.</summary>
    /// <exception cref="SetupException">It was answered with an error, or with what is no document.</exception>
    public async ValueTask<XElement?> AskAsync(string command, XElement document)
    {
        var answer = await context.AskAsync(
            "POST", DeviceRequest.Path(context.Stage.Target, command, device, device.PolicyKey), DeviceRequest.Headers(device, device.PolicyKey),
            WbxmlTree.Write(document), Actors.Default);
        // Up to 12.1 the demand for a policy is an HTTP status.
        if (answer.Status == 449 || (answer.Status == 200 && answer.Body.IsEmpty))
            return null;
        if (answer.Status != 200)
            throw new SetupException($"{command} was answered {answer.Status} {answer.Reason}".TrimEnd());
        try
        {
            return WbxmlTree.Read(answer.Body.ToArray());
        }
        catch (WbxmlException malformed)
        {
            throw new SetupException($"{command} was answered with what is no WBXML: {malformed.Message}");
        }
    }

    XElement SyncRequest(DeviceFolder folder, string key) => new(sync + "Sync", new XElement(sync + "Collections", new XElement(
        sync + "Collection",
        IsBefore14 ? new XElement(sync + "Class", folder.Class) : null,
        new XElement(sync + "SyncKey", key),
        new XElement(sync + "CollectionId", folder.ServerId),
        key == "0" ? null : new XElement(sync + "GetChanges"),
        key == "0" ? null : new XElement(sync + "WindowSize", "100"))));

    /// <summary>Takes whatever policy the target has, in its two phases.</summary>
    async ValueTask ProvisionAsync()
    {
        var type = device.Version == "2.5" ? "MS-WAP-Provisioning-XML" : "MS-EAS-Provisioning-WBXML";
        var information = device.Version is "14.1" or "16.0" or "16.1"
            ? new XElement(settings + "DeviceInformation", new XElement(settings + "Set", new XElement(settings + "Model", "Conformance")))
            : null;
        device.PolicyKey = "0";
        device.PolicyKey = await PolicyAsync(new XElement(provision + "PolicyType", type), information);
        device.PolicyKey = await PolicyAsync(
        [
            new XElement(provision + "PolicyType", type), new XElement(provision + "PolicyKey", device.PolicyKey), new XElement(provision + "Status", "1"),
        ], null);
    }

    ValueTask<string> PolicyAsync(XElement policy, XElement? information) => PolicyAsync([policy], information);

    async ValueTask<string> PolicyAsync(XElement[] policy, XElement? information)
    {
        var answer = await AskAsync("Provision", new XElement(
            provision + "Provision", information, new XElement(provision + "Policies", new XElement(provision + "Policy", policy))));
        return answer?.Descendants(provision + "PolicyKey").FirstOrDefault()?.Value
            ?? throw new SetupException($"Provision told no key: {(answer is null ? "no document" : WbxmlText.OnOneLine(answer))}");
    }

    bool IsBefore14 => device.Version is "2.5" or "12.0" or "12.1";

    static string? Text(XElement? parent, XName name) => parent?.Element(name)?.Value;
}
