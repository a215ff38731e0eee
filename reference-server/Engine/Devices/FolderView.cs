using System.Collections.Immutable;

namespace Conformance.Engine.Devices;

/// <summary>What a device knows of the items of a folder.</summary>
/// <param name="Number">Of the log: every change up to it was told.</param>
/// <param name="Own">Items that the device itself changed after that, with the number of its change: it knows them up to there.</param>
/// <param name="Made">Items that the request made which led here, by the name that the device gave each.</param>
public sealed record FolderView(long Number, ImmutableDictionary<long, long> Own, ImmutableDictionary<string, long> Made)
{
    public static readonly FolderView Nothing = new(0, ImmutableDictionary<long, long>.Empty, ImmutableDictionary<string, long>.Empty);

    /// <summary>Whether the device knows a change already.</summary>
    public bool Knows(long item, long number) => number <= Number || (Own.TryGetValue(item, out var known) && number <= known);

    /// <summary>After an answer that told every change up to a number.</summary>
    public FolderView Told(long number) => new(
        number, Own.Where(own => own.Value > number).ToImmutableDictionary(), ImmutableDictionary<string, long>.Empty);

    /// <summary>After the device changed an item itself.</summary>
    public FolderView With(long item, long number) => this with { Own = Own.SetItem(item, number) };
}
