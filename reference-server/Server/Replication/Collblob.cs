using System.Collections.Immutable;
using System.Security.Cryptography;
using Conformance.Engine;
using Conformance.Engine.Replicating;

namespace Conformance.Server.Replication;

/// <summary>The text that a client keeps between two manifests: what it knows, and of what.</summary>
/// <remarks>
/// <code>
/// base64( version 1, binding 16, through, exact 1, runs: count *(gap length), ahead: count *(id number), seal 32 )
/// </code>
/// Numbers are LEB128. The seal is HMAC-SHA-256 of all before it, so whatever was not given out here is known at once.
/// No name or address stands in it. Source: Exchange SDK, "collblob", which calls it opaque.
/// </remarks>
public sealed record Collblob(Binding Binding, Knowledge Known)
{
    const byte Version = 1;
    const int SealLength = HMACSHA256.HashSizeInBytes;

    public string Write(World world)
    {
        var bytes = new List<byte> { Version };
        bytes.AddRange(Binding.Digest.Span);
        Add(bytes, Known.Through);
        bytes.Add(Known.Given.IsExact ? (byte)1 : (byte)0);
        Add(bytes, Known.Given.Runs.Length);
        var last = 0L;
        foreach (var run in Known.Given.Runs)
        {
            Add(bytes, run.First - last);
            Add(bytes, run.Last - run.First);
            last = run.Last;
        }
        Add(bytes, Known.Ahead.Length);
        foreach (var (id, number) in Known.Ahead)
        {
            Add(bytes, id);
            Add(bytes, number);
        }
        bytes.AddRange(Seal(world, [.. bytes]));
        return Convert.ToBase64String([.. bytes]);
    }

    /// <summary>Null for what this world did not give out.</summary>
    public static Collblob? Read(World world, string text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length < 1 + Binding.Length + SealLength)
            return null;
        var body = bytes.AsSpan(0, length - SealLength);
        var seal = bytes.AsSpan(length - SealLength, SealLength);
        if (!CryptographicOperations.FixedTimeEquals(seal, Seal(world, body)) || body[0] != Version)
            return null;
        var known = ReadKnowledge(new Numbers(body[(1 + Binding.Length)..]));
        // A world that began anew seals as before, and has not got so far.
        return known is not null && known.Through <= world.Log.Last
            ? new Collblob(new Binding(body.Slice(1, Binding.Length).ToArray()), known)
            : null;
    }

    static Knowledge? ReadKnowledge(Numbers numbers)
    {
        var (through, isExact) = (numbers.Next(), numbers.Next() == 1);
        var runs = ImmutableArray.CreateBuilder<(long, long)>();
        var last = 0L;
        for (var count = numbers.Next(); count > 0 && !numbers.IsBroken; count--)
        {
            var first = last + numbers.Next();
            runs.Add((first, last = first + numbers.Next()));
        }
        var ahead = ImmutableArray.CreateBuilder<(long, long)>();
        for (var count = numbers.Next(); count > 0 && !numbers.IsBroken; count--)
            ahead.Add((numbers.Next(), numbers.Next()));
        return numbers.IsBroken || IdSet.Of(runs.ToImmutable(), isExact) is not { } given
            ? null
            : new Knowledge(through, given, ahead.ToImmutable());
    }

    static byte[] Seal(World world, ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(world.SealKey.AsSpan(), bytes);

    static void Add(List<byte> bytes, long number)
    {
        for (; number > 0x7F; number >>= 7)
            bytes.Add((byte)(number | 0x80));
        bytes.Add((byte)number);
    }

    /// <summary>Numbers one after the other; all are 0 after the end, and then it is broken.</summary>
    ref struct Numbers(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> rest = bytes;

        public bool IsBroken { get; private set; }

        public long Next()
        {
            var number = 0L;
            for (var shift = 0; shift < 63 && !rest.IsEmpty; shift += 7)
            {
                var part = rest[0];
                rest = rest[1..];
                number |= (long)(part & 0x7F) << shift;
                if (part <= 0x7F)
                    return number;
            }
            IsBroken = true;
            return 0;
        }
    }
}
