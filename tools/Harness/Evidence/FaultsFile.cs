using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Running;

namespace Conformance.Harness.Evidence;

/// <summary>The file <c>faults.json</c>: what became of each seeded fault and each legal variant.</summary>
/// <param name="IsWhole">True when every fault was played against every scenario of its face.</param>
/// <param name="TurnedRedByNoFault">Requirements that scenarios judge and no fault breaks; empty unless whole.</param>
public sealed record FaultsFile(
    [property: JsonPropertyName("whole")] bool IsWhole,
    ImmutableArray<FaultsFile.Entry> Faults,
    ImmutableArray<string> TurnedRedByNoFault)
{
    public const string Name = "faults.json";

    static readonly JsonSerializerOptions form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="Elsewhere">Lines that failed though they do not judge the requirement.</param>
    public sealed record Entry(
        string Id, string Face, FaultKind Kind, FaultSeam Seam, string Requirement, string Sentence, bool Proved, int Played,
        ImmutableArray<Kill> Kills, ImmutableArray<Kill> Elsewhere, ImmutableArray<string> Reason);

    public static FaultsFile Of(IEnumerable<FaultVerdict> verdicts, bool isWhole, ImmutableArray<string> turnedRedByNoFault) => new(
        isWhole,
        [.. verdicts.Select(v => new Entry(
            v.Fault.Id, v.Fault.Face, v.Fault.Kind, v.Fault.Seam, v.Fault.Requirement, v.Fault.Sentence, v.IsProved, v.Played,
            v.Kills, v.Elsewhere, v.Reason))],
        turnedRedByNoFault);

    /// <summary>The faults of a face as proof of its rows.</summary>
    public ImmutableArray<PlayedFault> PlayedOn(string face) =>
        [.. from entry in Faults
            where entry.Face == face && entry.Kind == FaultKind.Fault
            select new PlayedFault(entry.Id, entry.Requirement, entry.Proved && entry.Elsewhere.IsEmpty)];

    public string ToJson() => JsonSerializer.Serialize(this, form) + "\n";

    /// <exception cref="ResultsFormatException">The text is no such file.</exception>
    public static FaultsFile Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<FaultsFile>(json, form) ?? throw new ResultsFormatException("$", "it holds null");
        }
        catch (JsonException broken)
        {
            throw new ResultsFormatException(broken.Path ?? "$", broken.Message, broken);
        }
    }
}
