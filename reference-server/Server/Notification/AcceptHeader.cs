using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Conformance.Server.Notification;

/// <summary>Reads Accept far enough to know whether XML may be sent.</summary>
static class AcceptHeader
{
    /// <summary>False only when the header is well-formed and excludes both media types of XML.</summary>
    public static bool TakesXml(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseStrictList([.. accept.OfType<string>()], out var ranges))
            return true;
        foreach (var range in ranges)
            if (range.Quality is not 0
                && (range.MatchesAllTypes
                    || (range.MatchesAllSubTypes && IsEither(range.Type, "text", "application"))
                    || (IsEither(range.Type, "text", "application")
                        && range.SubType.Equals("xml", StringComparison.OrdinalIgnoreCase))))
                return true;
        return false;
    }

    static bool IsEither(StringSegment value, string one, string other) =>
        value.Equals(one, StringComparison.OrdinalIgnoreCase) || value.Equals(other, StringComparison.OrdinalIgnoreCase);
}
