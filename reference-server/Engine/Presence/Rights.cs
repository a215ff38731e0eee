namespace Conformance.Engine.Presence;

/// <summary>What a principal may do with a node. Source: RVP draft 5.7.1.</summary>
[Flags]
public enum PresenceRights
{
    None = 0,

    /// <summary>Name the properties.</summary>
    List = 1,
    Read = 2,
    Write = 4,

    /// <summary>Send a NOTIFY to the node.</summary>
    SendTo = 8,

    /// <summary>Be notified by the node. Nobody has it by default, so only its denial counts.</summary>
    ReceiveFrom = 16,
    ReadAcl = 32,
    WriteAcl = 64,

    /// <summary>See the state, and be told of its changes.</summary>
    Presence = 128,

    /// <summary>List who has subscribed.</summary>
    Subscriptions = 256,

    /// <summary>Subscribe with a Call-Back that is not the subscriber's own.</summary>
    SubscribeOthers = 512,
    All = 1023,
}

/// <summary>How a principal shows who it is. Source: RVP draft 5.7.2.</summary>
[Flags]
public enum Credentials
{
    None = 0,

    /// <summary>The claim itself.</summary>
    Assertion = 1,
    Digest = 2,
    Ntlm = 4,
    Internal = 8,
    Any = 15,
}
