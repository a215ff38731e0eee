using Conformance.Server.ActiveSync.Documents;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.ActiveSync;

/// <summary>Errors that any command can meet. Source: MS-ASCMD 2.2.2, common status codes.</summary>
enum GlobalStatus
{
    InvalidContent = 101,
    InvalidWbxml = 102,
    InvalidXml = 103,
    InvalidMime = 107,
    DeviceIdMissingOrInvalid = 108,
    DeviceTypeMissingOrInvalid = 109,
    MailboxQuotaExceeded = 113,
    MessageRecipientUnresolved = 116,
    MessagePreviouslySent = 118,
    MessageHasNoRecipient = 119,
    UserHasNoMailbox = 123,
    UserDisabledForSync = 126,
    RemoteWipeRequested = 140,
    DeviceNotProvisioned = 142,
    PolicyRefresh = 143,
    InvalidPolicyKey = 144,
    MaximumDevicesReached = 177,
}

static class GlobalStatuses
{
    /// <summary>Of MS-ASHTTP alone: provision the device, then ask again.</summary>
    const int RetryAfterProvision = 449;

    /// <summary>The HTTP status that stands for one up to version 12.1.</summary>
    public static int HttpStatus(this GlobalStatus status) => status switch
    {
        GlobalStatus.MailboxQuotaExceeded => StatusCodes.Status507InsufficientStorage,
        GlobalStatus.RemoteWipeRequested or GlobalStatus.DeviceNotProvisioned or GlobalStatus.PolicyRefresh or GlobalStatus.InvalidPolicyKey =>
            RetryAfterProvision,
        GlobalStatus.MaximumDevicesReached or GlobalStatus.UserHasNoMailbox or GlobalStatus.UserDisabledForSync => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>A document with the Status alone, or up to 12.1 the HTTP status that stands for it.</summary>
    public static Task RefuseAsync(WorldCall call, ProtocolVersion version, string rootTag, string statusTag, GlobalStatus status) =>
        call.Rules.ActiveSync.HasGlobalStatuses(version.Number)
        ? WbxmlAnswer.WriteAsync(call, new Element(rootTag, Element.Of(statusTag, (int)status)))
        : call.AnswerAsync(status.HttpStatus());
}
