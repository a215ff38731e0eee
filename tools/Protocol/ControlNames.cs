namespace Conformance.Protocol;

/// <summary>The names of the control protocol: HTTP and JSON on a port of its own, loopback only.</summary>
/// <remarks>
/// Third parties may implement it too; ARCHITECTURE.md has it on one page. A world is one server with its store,
/// accounts, clock and port. Every body is a JSON object; a refusal is 4xx with <c>{"error": "sentence"}</c>.
/// <code>
/// GET    /                        {"protocol", "worlds"}
/// POST   /worlds                  {"clock"?, "profile"?, "faults"?, "limits"?, "imHost"?, "routes"?}
///                                 leases a free world: {"world", "url", "now", "accounts"}
/// DELETE /worlds/{n}              hands it back
/// POST   /worlds/{n}/reset        the body and answer of POST /worlds; as new: counters, store, clock, faults, limits
/// POST   /worlds/{n}/restart      drops connections, waits and subscriptions; keeps the store
/// GET    /worlds/{n}/clock        {"now", "clock"}
/// POST   /worlds/{n}/clock        {"advance": seconds}  answers {"now"} once every due timer has run and the world is quiet
/// POST   /worlds/{n}/held         {"names": [...], "patience": seconds, "over"?: bool}  answers {"held", "answered"} once each named
///                                 request (X-Conformance: id; hold=name) waits or is over, or with over: is over; a hang-up that was
///                                 noticed is over too; 504 when patience runs out
/// POST   /worlds/{n}/mail         {"to": path of a folder, "from"?, "subject"?, "body"?}  delivers mail: {"path"}
/// POST   /worlds/{n}/items        {"action": create|change|delete|move|copy|read|property, "path", "to"?, "namespace"?, "name"?, "value"?}
/// POST   /worlds/{n}/access       {"path", "user", "read": bool, "write": bool}
/// POST   /worlds/{n}/devices      {"action": demand-policy|wipe|disable|enable|lose-back-end|restore-back-end, "device"?, "user"?}  what
///                                 an administrator does to ActiveSync devices; each demand is a policy newer than the one before
/// POST   /worlds/{n}/datagrams    {"action": lose|double|delay|unsolicited, "count"?, "seconds"?}  what becomes of the next
///                                 datagrams; or sends a notice without ids to every call-back
/// PUT    /worlds/{n}/faults       {"faults": [ids]}
/// PUT    /worlds/{n}/profile      {"profile"}
/// PUT    /worlds/{n}/limits       {"limits": {name: number}}
/// PUT    /worlds/{n}/routes       {"routes": {logical host: "address:port"}}  other presence services, beside those known
/// GET    /worlds/{n}/state        resources, changes, subscriptions with their leases, held requests
/// GET    /worlds/{n}/console      what the console shows of a world: of each list the latest or the next to end
/// GET    /console                 the console, for a browser
/// </code>
/// </remarks>
public static class ControlNames
{
    public const string Version = "conformance-control/1";

    public const string Worlds = "worlds";
    public const string Reset = "reset";
    public const string Restart = "restart";
    public const string Clock = "clock";
    public const string Held = "held";
    public const string Over = "over";
    public const string Mail = "mail";
    public const string Items = "items";
    public const string Access = "access";
    public const string Devices = "devices";
    public const string Datagrams = "datagrams";
    public const string Faults = "faults";
    public const string Profile = "profile";
    /// <summary>Logical host of the presence principals.</summary>
    public const string ImHost = "imHost";

    /// <summary>Logical host of each other presence service to <c>address:port</c>.</summary>
    public const string Routes = "routes";
    public const string Limits = "limits";
    public const string State = "state";
    public const string Console = "console";

    /// <summary>The limits whose names the suite must know: subscriptions that one account may hold.</summary>
    public const string SubscriptionsPerAccount = "subscriptionsPerAccountMax";

    /// <summary>Resources that one answer to a PROPFIND of all depths describes.</summary>
    public const string DeepResponses = "deepResponsesMax";

    /// <summary>Devices of one account.</summary>
    public const string DevicesPerAccount = "devicesPerAccountMax";

    /// <summary>Folders that one Ping watches.</summary>
    public const string PingFolders = "pingFoldersMax";

    /// <summary>Requests that wait, of all accounts.</summary>
    public const string HeldRequests = "heldRequestsMax";

    /// <summary>Subscriptions of presence that one principal may hold.</summary>
    public const string PresenceSubscriptionsPerPrincipal = "presenceSubscriptionsPerPrincipalMax";

    /// <summary>Hops that a NOTIFY may make.</summary>
    public const string HopCount = "hopCountMax";

    /// <summary>Requests that wait to be sent to one address.</summary>
    public const string OutgoingQueue = "outgoingQueueMax";

    /// <summary>Values of <c>clock</c>.</summary>
    public const string Simulated = "simulated";
    public const string Real = "real";

    /// <summary>Actions of <c>devices</c>.</summary>
    public const string DemandPolicy = "demand-policy";
    public const string Wipe = "wipe";
    public const string Disable = "disable";
    public const string Enable = "enable";
    public const string LoseBackEnd = "lose-back-end";
    public const string RestoreBackEnd = "restore-back-end";

    /// <summary>Actions of <c>datagrams</c>: the next ones are lost, sent twice, or delayed; or one is sent that names no id.</summary>
    public const string Lose = "lose";
    public const string Double = "double";
    public const string Delay = "delay";
    public const string Unsolicited = "unsolicited";

    /// <summary>Carried by every request of the suite: the scenario id, then <c>; hold=name</c> on a held request.</summary>
    public const string ScenarioHeader = "X-Conformance";
}
