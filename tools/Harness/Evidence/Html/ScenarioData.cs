using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Conformance.Harness.Evidence.Html;

/// <summary>The details of scenarios, packed: the page unpacks a handful when one of them is opened.</summary>
/// <remarks>
/// An array of base64 texts; each is a raw DEFLATE stream of a JSON array of up to <see cref="ChunkSize"/> scenarios in
/// the order of the report. Exchanges repeat themselves, so thousands of scenarios take a few megabytes, and since base64
/// has no <c>&lt;</c>, nothing that a server sent can end the element it stands in.
/// </remarks>
sealed class ScenarioData(RunReport report, GateResult? gate, Func<string, (string Sentence, string Source)?> requirement)
{
    public const int ChunkSize = 16;

    static readonly JsonWriterOptions form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write() =>
        $"[{string.Join(",\n", report.Scenarios.Chunk(ChunkSize).Select(chunk => $"\"{Convert.ToBase64String(Pack(chunk))}\""))}]";

    byte[] Pack(ScenarioReport[] chunk)
    {
        using var bytes = new MemoryStream();
        using (var packed = new DeflateStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var json = new Utf8JsonWriter(packed, form))
        {
            json.WriteStartArray();
            foreach (var scenario in chunk)
                Scenario(json, scenario);
            json.WriteEndArray();
        }
        return bytes.ToArray();
    }

    void Scenario(Utf8JsonWriter json, ScenarioReport scenario)
    {
        json.WriteStartObject();
        json.WriteString("title", Words.OneLine(scenario.Title));
        json.WriteString("reason", Words.OneLine(scenario.Reason));
        json.WriteString("source", Words.OneLine(scenario.Source));
        json.WriteString("file", Words.OneLine(scenario.File));
        json.WriteString("replay", Reproduction.Replay(report, scenario));
        json.WriteStartArray("cases");
        foreach (var run in scenario.Cases)
            new CaseData(json, report, scenario, run).Write(gate, requirement);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
