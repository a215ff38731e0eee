using System.Collections.Immutable;
using System.Text;

namespace Conformance.Harness.Language;

/// <summary>Text of a scenario in which escapes are read and holes are marked.</summary>
/// <param name="Source">The spelling in the file, untouched: what the formatter writes back.</param>
/// <param name="Parts">The pieces in order; neighbouring literals are joined, an empty value has no parts.</param>
public sealed record Template(string Source, ImmutableArray<TemplatePart> Parts)
{
    public static readonly Template Empty = new("", []);

    /// <summary>True when the text holds no hole, so it is known before the run.</summary>
    public bool IsLiteral => Parts.All(part => part is LiteralPart);

    /// <summary>The single capture or use this template consists of, or null when there is anything else.</summary>
    public TemplatePart? Alone => Parts is [UsePart or CapturePart] ? Parts[0] : null;

    public IEnumerable<CapturePart> Captures => Parts.OfType<CapturePart>();

    public IEnumerable<UsePart> Uses => Parts.OfType<UsePart>();

    public bool Equals(Template? other) => other is not null && Source == other.Source;

    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Source;
}

/// <summary>One piece of a <see cref="Template"/>.</summary>
public abstract record TemplatePart;

/// <summary>Bytes that stand for themselves. Text is UTF-8; an escape such as <c>\x00</c> may make any byte.</summary>
public sealed record LiteralPart(ImmutableArray<byte> Bytes) : TemplatePart
{
    public string Text => Encoding.UTF8.GetString(Bytes.AsSpan());
}

/// <summary>A hole that puts a value in: <c>${name}</c>, <c>${x.path}</c>, <c>${hb+5}</c>, <c>${inbox.id:hex}</c>.</summary>
/// <param name="Name">A bound name, <c>alice</c> or <c>target</c>.</param>
/// <param name="Attribute">What is asked of a made thing (path, uri, id, host, authorization, lifetime), or null.</param>
/// <param name="Delta">The number after + or -; 0 when there is none. The only arithmetic of the language.</param>
/// <param name="AsHex">Write the UTF-8 bytes of the value as hexadecimal pairs.</param>
public sealed record UsePart(string Name, string? Attribute, long Delta, bool AsHex) : TemplatePart;

/// <summary>A hole that takes a value out: <c>${s:id}</c>, <c>${granted:int 1..}</c>; nameless, it judges the shape only.</summary>
public sealed record CapturePart(string? Name, ValueKind Kind, Range? Range) : TemplatePart;

/// <summary>The shapes a capture may ask for.</summary>
public enum ValueKind
{
    /// <summary>Anything but nothing.</summary>
    Text,

    /// <summary>Decimal digits, with an optional sign, within the range.</summary>
    Int,

    /// <summary>One decimal digit or more.</summary>
    Id,

    /// <summary>An absolute URI.</summary>
    Uri,

    /// <summary>An absolute path, or the path of an absolute URI.</summary>
    Path,

    /// <summary>A status: three digits, or an HTTP status line from which the three digits are taken.</summary>
    Status,
}

/// <summary>An inclusive range; an open end is null. <c>5</c> alone is 5..5.</summary>
/// <param name="Source">The spelling in the file.</param>
public sealed record Range(Bound? From, Bound? To, string Source);

/// <summary>One end of a range: a number (with its unit for times) or a name bound to a number.</summary>
/// <param name="Number">The literal number, or null when a name stands here.</param>
/// <param name="Use">The name, or null when a number stands here.</param>
/// <param name="Unit">ms, s, m, h or d where the range is one of time; else null.</param>
public sealed record Bound(decimal? Number, UsePart? Use, string? Unit);
