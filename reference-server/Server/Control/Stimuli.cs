using System.Text;
using System.Text.Json.Nodes;
using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;

namespace Conformance.Server.Control;

/// <summary>Makes things happen in a world without going through a face. Paths come and go percent-encoded.</summary>
sealed class Stimuli(World world)
{
    /// <summary>Delivers a mail into a folder, as the transport would.</summary>
    public JsonObject Deliver(JsonObject body)
    {
        lock (world.Gate)
        {
            var folder = Folder(Arguments.Text(body, "to"));
            var subject = OneLine(body, "subject") ?? "A delivered mail";
            var from = OneLine(body, "from") ?? "sender@conformance.test";
            var text = Arguments.TextOrNull(body, "body") ?? "";
            var mail = $"From: {from}\r\nSubject: {subject}\r\nDate: {HttpDates.Format(world.Now)}\r\n\r\n{text}";
            var made = Delivery.Bring(world, folder, Encoding.UTF8.GetBytes(mail), subject, from, ChangeKind.Delivered);
            return At(made);
        }
    }

    /// <summary>One change of one resource.</summary>
    public JsonObject Act(JsonObject body)
    {
        var path = Uri.UnescapeDataString(Arguments.Text(body, "path"));
        lock (world.Gate)
            switch (Arguments.Text(body, "action"))
            {
                case "create":
                    return At(Create(path, Arguments.TextOrNull(body, "value") ?? ""));
                case "change":
                    var changed = Existing(path);
                    if (changed.IsFolder)
                        SetProperty(changed, DavNames.Of("comment"), $"changed {changed.ChangeNumber}");
                    else
                        world.Store.Write(changed, Encoding.UTF8.GetBytes(
                            Arguments.TextOrNull(body, "value") ?? $"changed {changed.ChangeNumber}"), null);
                    return At(changed);
                case "delete":
                    world.Store.Delete(Movable(path));
                    return [];
                case "move":
                    var moved = Movable(path);
                    var (folder, name) = Destination(body, moved);
                    if (moved.Holds(folder))
                        throw new ControlRefusal(409, $"{path} cannot be moved into itself.");
                    world.Store.Move(moved, folder, name);
                    return At(moved);
                case "copy":
                    var source = Existing(path);
                    var (into, copyName) = Destination(body, source);
                    return At(world.Store.Copy(source, into, copyName, _ => true));
                case "read":
                    var item = Existing(path);
                    world.Store.MarkRead(item, !body.ContainsKey("value") || Arguments.Text(body, "value") is not ("0" or "false"));
                    return At(item);
                case "property":
                    var owner = Existing(path);
                    SetProperty(owner, new PropertyName(Arguments.Text(body, "namespace"), Arguments.Text(body, "name")),
                        Arguments.TextOrNull(body, "value"));
                    return At(owner);
                case var action:
                    throw new ControlRefusal(400, $"There is no action '{action}': create, change, delete, move, copy, read, property.");
            }
    }

    /// <summary>Gives an account rights on a resource and all below it, in place of those it had.</summary>
    public JsonObject Grant(JsonObject body)
    {
        lock (world.Gate)
        {
            var resource = Existing(Uri.UnescapeDataString(Arguments.Text(body, "path")));
            var user = Arguments.Text(body, "user");
            if (!world.Accounts.Any(a => a.Name.Equals(user, StringComparison.OrdinalIgnoreCase)))
                throw new ControlRefusal(404, $"There is no account '{user}'.");
            world.Access.Set(resource, user,
                (Arguments.Truth(body, "read") ? Rights.Read : Rights.None)
                | (Arguments.Truth(body, "write") ? Rights.Write : Rights.None));
            return [];
        }
    }

    static JsonObject At(Resource resource) => new() { ["path"] = DavPaths.Of(resource) };

    /// <summary>A value that goes into one line of a mail's head.</summary>
    static string? OneLine(JsonObject body, string name) =>
        Arguments.TextOrNull(body, name) is not { } text ? null
        : text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text
        : throw new ControlRefusal(400, $"'{name}' is one line.");

    Resource Create(string path, string value)
    {
        if (!Places.TrySplit(path, out var parentPath, out var name))
            throw new ControlRefusal(409, $"Nothing can be made at {path}.");
        var parent = Folder(parentPath);
        EnsureFree(parent, name);
        return path.EndsWith('/')
            ? world.Store.Create(parent, name, true, parent.ContentClass)
            : world.Store.Create(parent, name, false, ContentClasses.Item, Encoding.UTF8.GetBytes(value), "text/plain");
    }

    (Resource Folder, string Name) Destination(JsonObject body, Resource resource)
    {
        var to = Uri.UnescapeDataString(Arguments.Text(body, "to"));
        // A folder takes the resource under its own name; anything else is its new path.
        if (world.Store.Find(to) is { IsFolder: true } folder)
        {
            EnsureFree(folder, resource.Name);
            return (folder, resource.Name);
        }
        if (!Places.TrySplit(to, out var parentPath, out var name))
            throw new ControlRefusal(409, $"Nothing can be made at {to}.");
        var parent = Folder(parentPath);
        EnsureFree(parent, name);
        return (parent, name);
    }

    void EnsureFree(Resource folder, string name)
    {
        if (folder.Member(name) is not null)
            throw new ControlRefusal(409, $"{folder.Path} already has a member {name}.");
        if (world.Store.Count >= world.Limits.ResourcesMax)
            throw new ControlRefusal(409, $"A world holds at most {world.Limits.ResourcesMax} resources.");
    }

    void SetProperty(Resource resource, PropertyName name, string? value) =>
        world.Store.SetProperties(resource, [new(name, value is null ? null : PropertyValue.OfText(value))]);

    Resource Existing(string path) =>
        world.Store.Find(path) ?? throw new ControlRefusal(404, $"There is nothing at {path}.");

    Resource Movable(string path) => Existing(path) is { } resource && !Places.IsFixed(resource)
        ? resource
        : throw new ControlRefusal(409, $"{path} is there for good.");

    Resource Folder(string path) =>
        Existing(Uri.UnescapeDataString(path)) is { IsFolder: true } folder
            ? folder
            : throw new ControlRefusal(409, $"{path} is no folder.");
}
