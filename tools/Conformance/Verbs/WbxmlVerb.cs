using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance wbxml decode</c> and <c>encode</c>: a document of ActiveSync as people read it, and back.</summary>
public sealed class WbxmlVerb : Verb
{
    public WbxmlVerb(Func<WbxmlDecodeOptions, CancellationToken, Task<int>> decode, Func<WbxmlEncodeOptions, CancellationToken, Task<int>> encode)
        : base("wbxml", "Tells WBXML as text with code pages as prefixes, and writes such text as WBXML.")
    {
        Command.Add(new WbxmlDecodeVerb(decode).Command);
        Command.Add(new WbxmlEncodeVerb(encode).Command);
    }
}

public sealed class WbxmlDecodeVerb : Verb<WbxmlDecodeOptions>
{
    readonly Argument<string?> file;
    readonly Option<string?> hex;

    public WbxmlDecodeVerb(Func<WbxmlDecodeOptions, CancellationToken, Task<int>> invoke)
        : base("decode", "Tells the bytes of a document; bytes that are none are 1 and the place.", invoke)
    {
        file = AddArgument(new Argument<string?>("file")
        {
            Description = "Bytes, or their hexadecimal digits; standard input when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        });
        hex = Add(new Option<string?>("--hex") { Description = "The bytes themselves: \"03 01 6A 00 00 0D 05\".", HelpName = "DIGITS" });
    }

    public override WbxmlDecodeOptions Read(ParseResult parsed) => (parsed.GetValue(file), parsed.GetValue(hex)) switch
    {
        (not null, not null) => throw new UsageException("the bytes come from a file or from --hex, not from both"),
        var (path, digits) => new WbxmlDecodeOptions(path, digits),
    };
}

public sealed class WbxmlEncodeVerb : Verb<WbxmlEncodeOptions>
{
    readonly Argument<string?> file;
    readonly Option<string?> output;

    public WbxmlEncodeVerb(Func<WbxmlEncodeOptions, CancellationToken, Task<int>> invoke)
        : base("encode", "Writes a document that stands as text.", invoke)
    {
        file = AddArgument(new Argument<string?>("file")
        {
            Description = "What decode prints, or XML with the code pages as namespaces; standard input when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        });
        output = Add(new Option<string?>("--output")
        {
            Description = "Where the bytes go; without it their hexadecimal digits are printed.",
            HelpName = "FILE",
        });
    }

    public override WbxmlEncodeOptions Read(ParseResult parsed) => new(parsed.GetValue(file), parsed.GetValue(output));
}

/// <param name="File">Null: standard input, unless there are digits.</param>
/// <param name="Hex">The digits of the bytes; null when they come from elsewhere.</param>
public sealed record WbxmlDecodeOptions(string? File, string? Hex);

/// <param name="File">Null: standard input.</param>
/// <param name="Output">Null: hexadecimal digits on standard output.</param>
public sealed record WbxmlEncodeOptions(string? File, string? Output);
