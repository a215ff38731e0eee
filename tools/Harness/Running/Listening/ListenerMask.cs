using System.Collections.Immutable;
using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running.Listening;

/// <summary>Writes the addresses of our listeners in evidence the same in each run.</summary>
/// <remarks>
/// The port is the system's choice and the path is made so that nobody guesses it, so both differ from run to run. In evidence the
/// first listener of a case stands at port 10001 and path <c>/00000000000000000000000000000001</c>; each is as long as what it stands for,
/// so lengths stay true.
/// </remarks>
public sealed class ListenerMask
{
    /// <summary>Below the ports that systems give out by themselves: what is shown must never be the real port of somebody else.</summary>
    const int FirstPort = 10_001;

    readonly List<(string Real, string Shown)> pairs = [];

    /// <summary>The path that evidence shows for the listener of a number, from 1.</summary>
    public static string PathOf(int number) => FormattableString.Invariant($"/{number:D32}");

    /// <summary>Takes the address of a listener of a number.</summary>
    /// <returns>The address as evidence shows it.</returns>
    public string Add(string address, int number)
    {
        var uri = new Uri(address);
        var hasPath = uri.AbsolutePath.Length > 1;
        var shown = FormattableString.Invariant($"{uri.Scheme}://{uri.Host}:{FirstPort + number - 1}{(hasPath ? PathOf(number) : "")}");
        pairs.Add((address, shown));
        pairs.Add((uri.Authority, new Uri(shown).Authority));
        if (hasPath)
            pairs.Add((uri.AbsolutePath, PathOf(number)));
        return shown;
    }

    public CaseReport Apply(CaseReport report) => pairs.Count == 0 ? report : report with
    {
        Reason = Apply(report.Reason),
        Lines = [.. report.Lines.Select(l => l with { Expected = Apply(l.Expected), Actual = Apply(l.Actual) })],
        Transcript = Apply(report.Transcript),
    };

    public CapabilityReport Apply(CapabilityReport report) =>
        pairs.Count == 0 ? report : report with { Reason = Apply(report.Reason), Probe = Apply(report.Probe) };

    ImmutableArray<TranscriptEntry> Apply(ImmutableArray<TranscriptEntry> entries) =>
        [.. entries.Select(e => e with { Text = Apply(e.Text), Message = e.Message is { } message ? Apply(message) : null })];

    HttpMessage Apply(HttpMessage message) => message with
    {
        StartLine = Apply(message.StartLine),
        Target = Apply(message.Target),
        Headers = [.. message.Headers.Select(h => h with { Value = Apply(h.Value) })],
        Body = Apply(message.Body),
        Raw = Apply(message.Raw),
    };

    ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return bytes;
        var text = Encoding.Latin1.GetString(bytes.Span);
        var shown = Apply(text);
        return ReferenceEquals(shown, text) ? bytes : Encoding.Latin1.GetBytes(shown);
    }

    string Apply(string text)
    {
        foreach (var (real, shown) in pairs)
            if (text.Contains(real, StringComparison.Ordinal))
                text = text.Replace(real, shown, StringComparison.Ordinal);
        return text;
    }
}
