using System.Collections.Immutable;
using System.Xml.Linq;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;

namespace Conformance.Harness.Vocabulary;

/// <summary>ActiveSync devices of the default actor, out of those that the target file names.</summary>
static class Devices
{
    public static DeviceValue Next(CaseContext context, string version, string form = "plain")
    {
        if (form is not ("plain" or DeviceRequest.Base64))
            throw new SetupException($"a device speaks with plain or base64 query, not with '{form}'");
        var number = context.Next("device");
        var target = context.Stage.Target;
        return context.Stage.NextDevice(number) is { } id
            ? new DeviceValue(id, version, target.Roots.ActiveSync, form)
            : throw new SetupException($"the key device of the target's settings names {target.Devices.Length} "
                + $"({string.Join(", ", target.Devices)}), and this case needs device {number}: name more, or one with "
                + $"'{DevicePool.Any}' in it, such as CONFORMANCE{DevicePool.Any}, for as many as are needed");
    }

    /// <summary>The folder of the mailbox that a resource is, by the names on its way, or by what the first of them is for.</summary>
    /// <exception cref="SetupException">The device was told of none.</exception>
    public static DeviceFolder FolderOf(CaseContext context, DeviceValue device, IValue value)
    {
        var path = Folders.PathOf(value);
        var mailbox = context.MailboxOf(Account.First);
        if (!path.StartsWith(mailbox, StringComparison.OrdinalIgnoreCase))
            throw new SetupException($"{path} is not in the mailbox {mailbox}, so no device is told of it");
        DeviceFolder? at = null;
        foreach (var name in path[mailbox.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString))
            at = Below(device, at?.ServerId ?? "0", name) ?? throw new SetupException($"the device was told of no folder {name} of {path}");
        return at ?? throw new SetupException("a mailbox itself is no folder of a device");
    }

    static DeviceFolder? Below(DeviceValue device, string parent, string name) =>
        device.Folders.FirstOrDefault(f => f.Parent == parent && f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? device.Folders.FirstOrDefault(f => f.Parent == parent && f.Type == TypeOf(name));

    // Servers name these in the language of their users.
    static int TypeOf(string name) => name switch
    {
        "Inbox" => 2,
        "Drafts" => 3,
        "Calendar" => 8,
        _ => -1,
    };
}

/// <summary>A device that speaks a version, up to date with some folders, which then have the id that it was told.</summary>
public sealed class ADevice : ISetup
{
    public string Pattern => "a device at version {v} [with {form} query] [synced on {folders}]";

    public ImmutableArray<string> Sends => ["POST"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        var device = Devices.Next(context, sentence.Text("v", context.Scope)!, sentence.Text("form", context.Scope) ?? "plain");
        if (!sentence.Has("folders"))
            return device;
        var talk = new DeviceTalk(context, device);
        await talk.LearnFoldersAsync();
        foreach (var name in sentence.Names("folders"))
        {
            var value = context.Scope.Find(name) ?? throw new MissingValueException(name, "nothing was made under this name");
            var folder = Devices.FolderOf(context, device, value);
            await talk.FetchAsync(folder, untilQuiet: !context.Stage.IsDisposable);
            context.Scope = context.Scope.Bind(name, ((ResourceValue)value) with { Id = folder.ServerId });
        }
        return device;
    }
}

/// <summary>The shortest interval that the target takes for a Ping, in seconds.</summary>
public sealed class TheShortestHeartbeat : ISetup
{
    const string Version = "14.1";
    const string Shortest = "1";

    static readonly XNamespace ping = "Ping";

    public string Pattern => "the shortest heartbeat";

    public ImmutableArray<string> Sends => ["POST"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        if (context.Stage.Target.Heartbeats.Shortest is { } told)
            return new TextValue($"{told}");
        var device = Devices.Next(context, Version);
        var talk = new DeviceTalk(context, device);
        await talk.LearnFoldersAsync();
        var folder = device.Folders.FirstOrDefault() ?? throw new SetupException("the mailbox has no folder that a Ping could watch");
        var answer = await talk.AskAsync("Ping", new XElement(
            ping + "Ping",
            new XElement(ping + "HeartbeatInterval", Shortest),
            new XElement(ping + "Folders", new XElement(
                ping + "Folder", new XElement(ping + "Id", folder.ServerId), new XElement(ping + "Class", folder.Class)))));
        return new TextValue(answer?.Element(ping + "HeartbeatInterval")?.Value ?? Shortest);
    }
}

/// <summary>An interval that no scenario waits for the end of, in seconds: eight minutes, or the longest that the target takes.</summary>
public sealed class ALongHeartbeat : ISetup
{
    const int Seconds = 480;

    public string Pattern => "a long heartbeat";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) => ValueTask.FromResult<IValue>(
        new TextValue($"{Math.Min(Seconds, context.Stage.Target.Heartbeats.Longest ?? Seconds)}"));
}

/// <summary>A device fetches what a folder holds.</summary>
public sealed class DeviceSyncs : IStimulus
{
    public string Pattern => "{d} syncs {f}";

    public ImmutableArray<string> Sends => ["POST"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var device = sentence.Value("d", context.Scope) as DeviceValue
            ?? throw new SetupException($"'{sentence.Name("d")}' is no device");
        await new DeviceTalk(context, device).FetchAsync(Devices.FolderOf(context, device, sentence.Value("f", context.Scope)!));
        return null;
    }
}

/// <summary>Folder elements of a Ping as WBXML, a byte a character, each with an Id of its own that no server gave out.</summary>
public sealed class FoldersOfAPing : ISetup
{
    public string Pattern => "{n} folders of a Ping";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult(PingFolders.Of(sentence, context, number => $"f{number}"));
}

/// <summary>The same Folder element many times.</summary>
public sealed class OneFolderOfAPing : ISetup
{
    public string Pattern => "one folder of a Ping {n} times";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult(PingFolders.Of(sentence, context, _ => "f1"));
}

static class PingFolders
{
    const int Most = 100_000;

    /// <summary>So many Folder elements.</summary>
    /// <exception cref="SetupException">The sentence has no such number.</exception>
    public static IValue Of(SentenceMatch sentence, CaseContext context, Func<int, string> id) =>
        int.TryParse(sentence.Text("n", context.Scope), out var count) && count is >= 1 and <= Most
            ? new TextValue(string.Concat(Enumerable.Range(1, count).Select(number => Element(id(number)))))
            : throw new SetupException($"a Ping has 1 to {Most} folders here");

    /// <summary>Folder (0x4A), Id (0x4B) and Class (0x4C) of code page 13. Source: MS-ASWBXML 2.1.2.1.14.</summary>
    static string Element(string id) => $"\x4A\x4B\x03{id}\0\x01\x4C\x03Email\0\x01\x01";
}

/// <summary>A device sends Pings without a body, one after the other, and hangs up on each before it is answered.</summary>
public sealed class DeviceAbandonsPings : IStimulus
{
    public string Pattern => "{d} abandons {n} Pings";

    public ImmutableArray<string> Sends => ["POST"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        if (sentence.Value("d", context.Scope) is not DeviceValue device || !int.TryParse(sentence.Text("n", context.Scope), out var count))
            throw new SetupException("a device abandons a number of Pings");
        var path = DeviceRequest.Path(context.Stage.Target, "Ping", device);
        var headers = DeviceRequest.Headers(device);
        for (var number = 1; number <= count; number++)
        {
            var name = $"abandoned-{number}";
            var request = context.Composer.Compose(context.Scope, Actors.Default, "POST", path, headers, [], name);
            await using var held = await context.Stage.Transport.HoldAsync(request, context.Stage.Clock, context.Cancel);
            await held.HangUpAsync();
            await context.Stage.Clock.NoticeAsync(name, context.Cancel);
        }
        return null;
    }
}
