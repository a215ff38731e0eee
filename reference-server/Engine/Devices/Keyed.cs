namespace Conformance.Engine.Devices;

/// <summary>What a client knows, under a number that goes up with each answer that told it more.</summary>
/// <remarks>
/// The client says which number it has. An answer that was lost on its way is told again from the number before, so two are kept.
/// Source: MS-ASCMD 2.2.3.181, SyncKey.
/// </remarks>
/// <typeparam name="T">A value; what is known of one number never changes.</typeparam>
public sealed class Keyed<T>
{
    (int Key, T Known)? latest;
    (int Key, T Known)? before;

    /// <summary>The number told last; 0 before the first.</summary>
    public int Key => latest?.Key ?? 0;

    public bool HasBegun => latest is not null;

    /// <summary>What is known under the number told last.</summary>
    /// <exception cref="InvalidOperationException">None was told yet.</exception>
    public T Latest => latest is { } told ? told.Known : throw new InvalidOperationException("No key was told yet.");

    /// <summary>What a client with this number knows; false when the number is neither the last told nor the one before.</summary>
    public bool TryFind(int key, out T known)
    {
        var found = latest?.Key == key ? latest : before?.Key == key ? before : null;
        known = found is { } there ? there.Known : default!;
        return found is not null;
    }

    /// <summary>Forgets everything and begins with what a client knows that knows nothing; numbers go on.</summary>
    public int Begin(T known)
    {
        latest = (Key + 1, known);
        before = null;
        return Key;
    }

    /// <summary>Notes what a client of this number knows once it has the answer; gives the number that goes with it.</summary>
    public int Advance(int key, T known)
    {
        before = latest?.Key == key ? latest : before;
        latest = (Key + 1, known);
        return Key;
    }
}
