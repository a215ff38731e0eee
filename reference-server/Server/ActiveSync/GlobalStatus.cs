using Microsoft.AspNetCore.Http;

namespace Conformance.Server.ActiveSync;

/// <summary>Errors that any command can meet. Source: MS-ASCMD 2.2.2, common status codes.</summary>
enum GlobalStatus
{
    InvalidContent = 101,
    InvalidWbxml = 102,
    InvalidXml = 103,
    DeviceIdMissingOrInvalid = 108,
    DeviceTypeMissingOrInvalid = 109,
    UserHasNoMailbox = 123,
    MaximumDevicesReached = 177,
}

static class GlobalStatuses
{
    /// <summary>The HTTP status that stands for one up to version 12.1.</summary>
    public static int HttpStatus(this GlobalStatus status) => status switch
    {
        GlobalStatus.MaximumDevicesReached or GlobalStatus.UserHasNoMailbox => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };
}
