namespace Conformance.Server.Dav;

/// <summary>The status lines that stand inside a multi-status.</summary>
static class StatusLines
{
    public static string Of(int status) => status switch
    {
        200 => "HTTP/1.1 200 OK",
        201 => "HTTP/1.1 201 Created",
        204 => "HTTP/1.1 204 No Content",
        400 => "HTTP/1.1 400 Bad Request",
        403 => "HTTP/1.1 403 Forbidden",
        404 => "HTTP/1.1 404 Not Found",
        409 => "HTTP/1.1 409 Conflict",
        412 => "HTTP/1.1 412 Precondition Failed",
        423 => "HTTP/1.1 423 Locked",
        424 => "HTTP/1.1 424 Failed Dependency",
        502 => "HTTP/1.1 502 Bad Gateway",
        507 => "HTTP/1.1 507 Insufficient Storage",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No status line is known for it."),
    };
}
