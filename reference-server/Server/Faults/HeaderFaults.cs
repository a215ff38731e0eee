using System.Globalization;
using Conformance.Engine;
using Conformance.Server.Hosting;
using Microsoft.Extensions.Primitives;

namespace Conformance.Server.Faults;

/// <summary>Lists of ids read carelessly, and refusals that are no refusals.</summary>
static class HeaderFaults
{
    /// <summary>A number of ids that somebody found large enough.</summary>
    const int RoomForIds = 100;

    public static readonly Fault[] All =
    [
        Reading("headers.blanks-end-the-list", (read, lines, limits) =>
            lines.Any(line => line!.Contains(", ", StringComparison.Ordinal) || line.Contains(",\t", StringComparison.Ordinal))
                ? null
                : read(lines, limits)),
        Reading("headers.first-line-only", (read, lines, limits) => read(lines.Count > 1 ? lines[0] : lines, limits)),
        Reading("headers.first-of-list-only", (read, lines, limits) => read(
            new StringValues([.. lines.Select(line => line!.Split(',')[0])]), limits)),
        Reading("headers.repeats-repeated-id", EachAsOftenAsNamed),
        Reading("headers.long-list-is-500", (read, lines, limits) =>
        {
            Span<ulong> room = stackalloc ulong[RoomForIds];
            var ids = read(lines, limits);
            ids?.CopyTo(room);
            return ids;
        }),
        Fault.OfFace("headers.numbers-read-loosely", rules => rules with
        {
            Notification = rules.Notification with
            {
                ReadDepth = text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var depth)
                    ? Math.Abs(depth)
                    : rules.Notification.ReadDepth(text),
            },
        }),
        Fault.OfWire("headers.malformed-is-500", answer => answer.Status == 400
            ? answer.WithStatus(500, "Internal Server Error")
            : answer),
        Fault.OfWire("unsubscribe.without-id-is-200", answer => answer.Answers("UNSUBSCRIBE", 400)
            ? answer.WithStatus(200, "OK")
            : answer),
    ];

    static Fault Reading(
        string id, Func<Func<StringValues, Limits, ulong[]?>, StringValues, Limits, ulong[]?> wrong) =>
        Fault.OfFace(id, rules => rules with
        {
            Notification = rules.Notification with
            {
                ReadIds = (lines, limits) => wrong(rules.Notification.ReadIds, lines, limits),
            },
        });

    static ulong[]? EachAsOftenAsNamed(Func<StringValues, Limits, ulong[]?> read, StringValues lines, Limits limits)
    {
        if (read(lines, limits) is null)
            return null;
        var items = lines.SelectMany(line =>
            line!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return [.. items.SelectMany(item => read(item, limits) ?? [])];
    }
}
