using System.Collections.Frozen;
using Conformance.Engine;
using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Server.ActiveSync.Commands;
using Conformance.Server.ActiveSync.Documents;
using Conformance.Server.ActiveSync.Query;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.ActiveSync;

/// <summary>Exchange ActiveSync: Ping, and what a client needs around it.</summary>
/// <remarks>
/// One place, whose name is found without case: OPTIONS tells versions and commands, POST carries a command in WBXML.
/// Source: MS-ASHTTP, MS-ASCMD, MS-ASWBXML, MS-ASPROV.
/// </remarks>
public sealed class ActiveSyncFace : IFace
{
    public const string Place = "/Microsoft-Server-ActiveSync";

    static readonly HashSet<string> methods = ["OPTIONS", "POST"];
    static readonly HashSet<string> none = [];

    static readonly FrozenDictionary<string, Command> commands = new Command[]
    {
        new("Sync", "AirSync:Sync", "AirSync:Status", SyncCommand.Answer),
        new("SendMail", "ComposeMail:SendMail", "ComposeMail:Status", SendMailCommand.Answer),
        new("FolderSync", "FolderHierarchy:FolderSync", "FolderHierarchy:Status", FolderSyncCommand.Answer),
        new("FolderCreate", "FolderHierarchy:FolderCreate", "FolderHierarchy:Status", FolderCommands.Create),
        new("FolderUpdate", "FolderHierarchy:FolderUpdate", "FolderHierarchy:Status", FolderCommands.Update),
        new("FolderDelete", "FolderHierarchy:FolderDelete", "FolderHierarchy:Status", FolderCommands.Delete),
        new("MoveItems", "Move:MoveItems", "Move:Status", MoveItemsCommand.Answer),
        new("Settings", "Settings:Settings", "Settings:Status", SettingsCommand.Answer),
        new("Ping", "Ping:Ping", "Ping:Status", PingCommand.Answer),
        new("Provision", "Provision:Provision", "Provision:Status", ProvisionCommand.Answer),
    }.ToFrozenDictionary(command => command.Name);

    public IReadOnlySet<string> MethodsAt(string path) => Owns(path) ? methods : none;

    public bool Owns(string path) => path.AsSpan().TrimEnd('/').Equals(Place, StringComparison.OrdinalIgnoreCase);

    public Task ServeAsync(WorldCall call)
    {
        call.Response.Headers.CacheControl = "private";
        return call.Request.Method switch
        {
            "OPTIONS" => AnswerOptions(call),
            "POST" => AnswerCommandAsync(call),
            _ => call.AnswerAsync(StatusCodes.Status501NotImplemented),
        };
    }

    static Task AnswerOptions(WorldCall call)
    {
        var headers = call.Response.Headers;
        headers.Allow = headers["Public"] = "OPTIONS,POST";
        headers["MS-Server-ActiveSync"] = "16.1";
        headers["MS-ASProtocolVersions"] = string.Join(',', ProtocolVersion.All);
        headers["MS-ASProtocolCommands"] = string.Join(',', commands.Keys.Order(StringComparer.Ordinal));
        return call.AnswerAsync(StatusCodes.Status200OK);
    }

    static async Task AnswerCommandAsync(WorldCall call)
    {
        var request = call.Request;
        if (call.Rules.ActiveSync.ReadQuery(request) is not { } query)
        {
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
            return;
        }
        if (query.Command is null || !commands.TryGetValue(query.Command, out var command))
        {
            await call.AnswerAsync(StatusCodes.Status501NotImplemented);
            return;
        }
        if (request.Headers.ContentEncoding.Count > 0)
        {
            await call.AnswerAsync(StatusCodes.Status415UnsupportedMediaType);
            return;
        }
        if (await Bodies.ReadAsync(call, call.World.Limits.WbxmlBytesMax) is not { } body)
        {
            await call.AnswerAsync(StatusCodes.Status413PayloadTooLarge);
            return;
        }
        await AnswerAsync(call, query, command, call.Rules.ActiveSync.TakeBody(body));
    }

    static Task AnswerAsync(WorldCall call, CommandQuery query, Command command, byte[] body)
    {
        if (!query.HasDeviceId)
            return Refuse(call, query, command, GlobalStatus.DeviceIdMissingOrInvalid);
        if (!query.HasDeviceType)
            return Refuse(call, query, command, GlobalStatus.DeviceTypeMissingOrInvalid);
        var isMime = command.Name == "SendMail" && query.Version.SendsPlainMime;
        if (body.Length > 0 && !(isMime ? HasType(call.Request, "message/rfc822") : call.Rules.ActiveSync.HasWbxmlType(call.Request)))
            return Refuse(call, query, command, GlobalStatus.InvalidContent);
        var hasDocument = body.Length > 0 && !isMime;
        var document = hasDocument ? ElementReader.Read(body, call.World.Limits.WbxmlBytesMax) : null;
        if (hasDocument && document is null)
            return Refuse(call, query, command, GlobalStatus.InvalidWbxml);
        // The command is what the query says; a document of another is refused, never carried out.
        if (document is not null && document.Tag != command.RootTag)
            return Refuse(call, query, command, GlobalStatus.InvalidXml);
        Device? device;
        Resource? mailbox;
        GlobalStatus? refusal = null;
        lock (call.World.Gate)
        {
            var owner = call.Rules.ActiveSync.OwnerOf(call.Caller.Name, query);
            device = call.Rules.ActiveSync.Partner(call.World, owner, query.DeviceId!);
            mailbox = call.World.Store.Find($"/{Population.Exchange}/{owner}");
            if (device is not null)
                refusal = call.Rules.ActiveSync.Refuse(call.World, device, command.Name, query.PolicyKey);
        }
        return device is null ? Refuse(call, query, command, GlobalStatus.MaximumDevicesReached)
            : mailbox is null ? Refuse(call, query, command, GlobalStatus.UserHasNoMailbox)
            : refusal is { } status ? Refuse(call, query, command, status)
            : command.Answer(new CommandCall(call, query, device, mailbox, body, document, command.RootTag, command.StatusTag));
    }

    static Task Refuse(WorldCall call, CommandQuery query, Command command, GlobalStatus status) =>
        GlobalStatuses.RefuseAsync(call, query.Version, command.RootTag, command.StatusTag, status);

    internal static bool HasWbxmlType(HttpRequest request) =>
        HasType(request, WbxmlAnswer.ContentType) || HasType(request, "application/vnd.ms-sync");

    static bool HasType(HttpRequest request, string type) =>
        request.ContentType?.Split(';')[0].Trim().Equals(type, StringComparison.OrdinalIgnoreCase) ?? false;

    sealed record Command(string Name, string RootTag, string StatusTag, Func<CommandCall, Task> Answer);
}
