using System.Text.Json.Nodes;
using Conformance.Engine;
using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Engine.Waiting;
using Conformance.Protocol;

namespace Conformance.Server.Control;

/// <summary>What an administrator does to the devices of a world; Pings that wait look again.</summary>
static class DeviceChanges
{
    public static JsonObject Act(World world, JsonObject body)
    {
        lock (world.Gate)
        {
            switch (Arguments.Text(body, "action"))
            {
                case ControlNames.DemandPolicy:
                    world.Devices.PolicyGeneration++;
                    break;
                case ControlNames.Wipe:
                    Find(world, Arguments.Text(body, "device")).IsToBeWiped = true;
                    break;
                case ControlNames.Disable:
                    world.Devices.Disable(Arguments.Text(body, "user"), true);
                    break;
                case ControlNames.Enable:
                    world.Devices.Disable(Arguments.Text(body, "user"), false);
                    break;
                case ControlNames.LoseBackEnd:
                    world.Devices.IsBackEndLost = true;
                    break;
                case ControlNames.RestoreBackEnd:
                    world.Devices.IsBackEndLost = false;
                    break;
                case var action:
                    throw new ControlRefusal(400, $"There is no action '{action}': {ControlNames.DemandPolicy}, {ControlNames.Wipe}, "
                        + $"{ControlNames.Disable}, {ControlNames.Enable}, {ControlNames.LoseBackEnd}, {ControlNames.RestoreBackEnd}.");
            }
            world.Waits.Wake(world.Accounts
                .Select(account => world.Store.Find($"/{Population.Exchange}/{account.Name}")).OfType<Resource>()
                .Select(mailbox => Ground.FoldersBelow(mailbox.Id)));
        }
        return [];
    }

    static Device Find(World world, string id) =>
        world.Devices.All.FirstOrDefault(device => device.Id == id) ?? throw new ControlRefusal(404, $"There is no device '{id}'.");
}
