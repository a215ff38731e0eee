using System.Text;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Evidence;
using Conformance.Harness.Judging.Trees;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance wbxml</c> does.</summary>
/// <remarks>Exit code 1 when bytes are no WBXML; what stands before the fault is told all the same. 2 when a text is no document.</remarks>
public sealed class WbxmlJob(TextWriter output, TextWriter error, Func<Stream> standardInput)
{
    const int InputBytesMax = 256 * 1024 * 1024;
    const int BytesBeside = 8;

    public async Task<int> DecodeAsync(WbxmlDecodeOptions options, CancellationToken cancel)
    {
        var input = options.Hex is { } digits ? Encoding.UTF8.GetBytes(digits) : await InputAsync(options.File, cancel);
        var bytes = HexDigits.Read(input) ?? (options.Hex is null ? input : throw new UsageException("--hex takes pairs of hexadecimal digits"));
        var (root, problem) = WbxmlTree.Decode(new MemoryStream(bytes, writable: false));
        if (root is not null)
            output.Write(WbxmlText.Indented(root));
        if (problem is null)
            return ExitCode.GateMet;
        error.WriteLine($"conformance: {Name(options.File, options.Hex is not null)}{problem.Message}");
        error.WriteLine($"  {Around(bytes, problem.Offset)}");
        return ExitCode.NonConformance;
    }

    public async Task<int> EncodeAsync(WbxmlEncodeOptions options, CancellationToken cancel)
    {
        var bytes = Encoded(await InputAsync(options.File, cancel), Name(options.File, false));
        if (options.Output is { } path)
            await WriteAsync(path, bytes, cancel);
        else
            foreach (var line in bytes.Chunk(16))
                output.WriteLine(Digits(line));
        return ExitCode.GateMet;
    }

    static byte[] Encoded(byte[] text, string name)
    {
        try
        {
            return WbxmlTree.Write(WbxmlText.Read(new StreamReader(new MemoryStream(text)).ReadToEnd()));
        }
        catch (Exception refused) when (refused is FormatException or ArgumentException)
        {
            throw new UsageException($"{name}{refused.Message}");
        }
    }

    static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllBytesAsync(path, bytes, cancel);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(refused.Message);
        }
    }

    async Task<byte[]> InputAsync(string? path, CancellationToken cancel)
    {
        try
        {
            if (path is not null && !File.Exists(path))
                throw new UsageException($"there is no file {path}");
            await using var source = path is null ? standardInput() : File.OpenRead(path);
            using var all = new MemoryStream();
            var part = new byte[81_920];
            while (await source.ReadAsync(part, cancel) is > 0 and var read)
            {
                if (all.Length + read > InputBytesMax)
                    throw new UsageException($"{Name(path, false)}more than {InputBytesMax} bytes");
                all.Write(part, 0, read);
            }
            return all.ToArray();
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(missing.Message);
        }
    }

    static string Name(string? path, bool isGiven) => isGiven ? "" : $"{path ?? "standard input"}: ";

    /// <summary>The bytes beside the one at fault: <c>45 &gt;5F&lt; 03 31</c>.</summary>
    static string Around(byte[] bytes, int at)
    {
        var from = Math.Max(0, at - BytesBeside);
        var to = Math.Min(bytes.Length, at + 1 + BytesBeside);
        string[] words =
        [
            from > 0 ? $"{from} bytes," : "",
            Digits(bytes[from..at]),
            at < bytes.Length ? $">{bytes[at]:X2}<" : "> end <",
            at < bytes.Length ? Digits(bytes[(at + 1)..to]) : "",
            to < bytes.Length ? $"and {bytes.Length - to} more" : "",
        ];
        return string.Join(' ', words.Where(word => word.Length > 0));
    }

    static string Digits(byte[] bytes) => string.Join(' ', bytes.Select(b => b.ToString("X2")));
}
