using System.Collections.Immutable;
using System.Globalization;

namespace Conformance.Server.Replication;

/// <summary>One piece of a Range header.</summary>
/// <param name="First">0 upwards; null for the last <paramref name="Last"/> rows.</param>
/// <param name="Last">Inclusive; null to the end.</param>
public readonly record struct RowRange(long? First, long? Last);

/// <summary>The rows that a client asks for: <c>Range: rows=0-9, 20-, -5</c>.</summary>
/// <remarks>
/// Counted from 0, both ends included; <c>-5</c> are the last five and <c>-0</c> none.
/// Source: OS XWDSEARCH, 2.2.1.2; Exchange SDK, "Range Header", whose table has a misprint in its first line.
/// </remarks>
public sealed record RowRanges(ImmutableArray<RowRange> Pieces)
{
    const string Unit = "rows=";
    const int PiecesMax = 100;

    /// <summary>Null when all rows are meant: no range, another unit, or what cannot be read.</summary>
    public static RowRanges? Read(string text)
    {
        if (!text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return null;
        var list = text.AsSpan(Unit.Length);
        var pieces = ImmutableArray.CreateBuilder<RowRange>();
        foreach (var part in list.Split(','))
        {
            var piece = list[part].Trim();
            if (piece.IsEmpty)
                continue;
            if (pieces.Count == PiecesMax || ReadPiece(piece) is not { } range)
                return null;
            pieces.Add(range);
        }
        return pieces.Count == 0 ? null : new RowRanges(pieces.ToImmutable());
    }

    /// <summary>The places of the wanted rows, in the order they are asked for and each once; null when none of them is there.</summary>
    public IReadOnlyList<int>? Of(int count)
    {
        var places = new List<int>();
        var seen = Pieces.Length > 1 ? new HashSet<int>() : null;
        foreach (var (from, to) in Pieces)
        {
            var first = from ?? Math.Max(0, count - to!.Value);
            var last = from is null ? count - 1L : Math.Min(to ?? long.MaxValue, count - 1L);
            for (var place = first; place <= last; place++)
                if (seen?.Add((int)place) is not false)
                    places.Add((int)place);
        }
        return places.Count > 0 || count == 0 || Pieces.All(piece => piece is { First: null, Last: 0 }) ? places : null;
    }

    static RowRange? ReadPiece(ReadOnlySpan<char> piece)
    {
        var dash = piece.IndexOf('-');
        if (dash < 0)
            return null;
        var (first, last) = (Number(piece[..dash]), Number(piece[(dash + 1)..]));
        var isSuffix = dash == 0 && last is not null;
        var isOpen = dash > 0 && first is not null && piece[(dash + 1)..].IsEmpty;
        return isSuffix || isOpen || (first is not null && last >= first) ? new RowRange(first, last) : null;
    }

    /// <summary>Digits only; more of them than a number holds count as the largest, which lies behind every row.</summary>
    static long? Number(ReadOnlySpan<char> digits) =>
        digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') ? null
        : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : long.MaxValue;
}
