using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Conformance.Harness.Targets;

/// <summary>Ids of ActiveSync devices, as the cases of a run ask for them.</summary>
/// <remarks>
/// A target remembers each id for good: its folders, its keys, what its Ping watched. So where names may be made up, each device of a
/// run has a name that no device had before; a fixed list is used by each case from its beginning.
/// </remarks>
/// <param name="names">Ids as they are, or one with <see cref="Any"/> in it.</param>
/// <param name="token">What no other run has, hexadecimal digits; null where each case has a world of its own, and numbers do.</param>
public sealed class DevicePool(ImmutableArray<string> names, string? token)
{
    /// <summary>Stands for what makes an id another one than all before.</summary>
    public const char Any = '*';

    /// <summary>An id has at most 32 letters and digits. Source: MS-ASHTTP 2.2.1.1.1.1.</summary>
    public const int IdCharsMax = 32;

    /// <summary>What a made-up part takes: eight digits of the run, four of the device.</summary>
    public const int MadeUpChars = RunChars + 4;

    const int RunChars = 8;

    readonly ConcurrentDictionary<string, bool> given = new();
    int made;

    /// <summary>Whether cases use the same ids, one after the other.</summary>
    public bool IsShared => !IsEndless && token is not null;

    /// <summary>Every id that was given.</summary>
    public ICollection<string> Given => given.Keys;

    /// <summary>The device that a case asks for as its first, second and so on; null when there is none left.</summary>
    public string? Next(int number)
    {
        var id = IsEndless ? names[0].Replace($"{Any}", MadeUp(number), StringComparison.Ordinal) : names.ElementAtOrDefault(number - 1);
        if (id is not null)
            given[id] = true;
        return id;
    }

    bool IsEndless => names is [var only] && only.Contains(Any);

    string MadeUp(int number) =>
        token is null ? $"{number:D2}" : $"{token[..Math.Min(token.Length, RunChars)]}{Interlocked.Increment(ref made):D4}";
}
