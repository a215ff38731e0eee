using Conformance.Server.Replication;

namespace Conformance.Server.Faults.Replication;

/// <summary>A SEARCH that reads or answers its Range carelessly.</summary>
static class RangeFaults
{
    public static readonly Fault[] All =
    [
        SearchFaults.Rule("range.ignored", rules => rules with { ReadRange = _ => null }),
        Each("range.counts-from-one", piece => piece.First > 0 ? piece with { First = piece.First - 1, Last = piece.Last - 1 } : piece),
        Each("range.end-is-left-out", piece => piece is { First: not null, Last: > 0 } ? piece with { Last = piece.Last - 1 } : piece),
        Each("range.open-end-is-one-row", piece => piece.Last is null ? piece with { Last = piece.First } : piece),
        Each("range.last-rows-are-the-first", piece => piece is { First: null, Last: > 0 } ? new RowRange(0, piece.Last - 1) : piece),
        Each("range.beyond-the-end-is-one-row", piece => piece.Last > 100 ? new RowRange(0, 0) : piece),
        SearchFaults.Rule("range.huge-is-500", rules => rules with
        {
            ReadRange = text => text.Length > 20 && text.Any(char.IsAsciiDigit) && !text.Contains(',')
                ? throw new OverflowException("A row has a number of 64 bits.")
                : rules.ReadRange(text),
        }),
        SearchFaults.Rule("range.only-the-first", rules => rules with
        {
            ReadRange = text => rules.ReadRange(text) is { } ranges ? ranges with { Pieces = ranges.Pieces[..1] } : null,
        }),
        Fault.OfWire("range.is-206", answer => answer.Answers("SEARCH", 207) && answer["Content-Range"] is not null ? answer.WithStatus(206, "Partial Content") : answer),
        Fault.OfWire("range.not-told", answer => answer.Answers("SEARCH", 207) ? answer.Without("Content-Range") : answer),
        Fault.OfWire("range.behind-the-end-is-500", answer => answer.Answers("SEARCH", 416) ? answer.WithStatus(500, "Internal Server Error") : answer),
        SearchFaults.Rule("range.unreadable-finds-nothing", rules => rules with
        {
            ReadRange = text => text.Length == 0 ? null : rules.ReadRange(text) ?? new RowRanges([new RowRange(null, 0)]),
        }),
    ];

    static Fault Each(string id, Func<RowRange, RowRange> change) => SearchFaults.Rule(id, rules => rules with
    {
        ReadRange = text => rules.ReadRange(text) is { } ranges ? new RowRanges([.. ranges.Pieces.Select(change)]) : null,
    });
}
