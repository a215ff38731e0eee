using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence;

/// <summary>Writes a run as <c>results.json</c>, whose schema is fixtures/schemas/results.schema.json.</summary>
/// <remarks>
/// What depends on the wall clock, the machine's speed, the order of play, a free port or the
/// outcome of a race stands in the one object <c>run</c>; everything
/// else is byte-equal for equal runs on a control clock. UTF-8, LF, two blanks. A message's bytes are under <c>raw</c>
/// only where they differ from what its parts give.
/// </remarks>
public static partial class RunReportJson
{
    public const int SchemaVersion = 1;

    static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 64,
    };

    public static byte[] Write(RunReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            Run(json, report);
            json.WriteString("target", Unicode(report.Target));
            json.WriteString("clock", report.Clock);
            json.WriteString("profile", report.Profile);
            if (report.Aborted is null)
                json.WriteNull("aborted");
            else
                json.WriteString("aborted", Unicode(report.Aborted));
            Numbers(json, Headline.Of(report));
            Texts(json, "leftovers", report.Leftovers);
            Array(json, "capabilities", report.Capabilities, Capability);
            Array(json, "scenarios", report.Scenarios, Scenario);
            json.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>A verdict in camelCase, as the schema lists them.</summary>
    static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    static void Run(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("run");
        json.WriteString("started", report.Started.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("seconds", Seconds(report.Duration));
        json.WriteNumber("seed", report.Seed);
        json.WriteString("targetUri", Unicode(report.TargetUri));
        Texts(json, "flags", report.Flags);
        Texts(json, "faults", report.Faults);
        json.WriteStartObject("cases");
        foreach (var scenario in report.Scenarios)
        {
            json.WriteStartArray(Unicode(scenario.Id));
            foreach (var run in scenario.Cases)
                json.WriteNumberValue(Seconds(run.Duration));
            json.WriteEndArray();
        }
        json.WriteEndObject();
        Races(json, report);
        json.WriteEndObject();
    }

    static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(Unicode(text));
        json.WriteEndArray();
    }

    /// <summary>The whole transcripts of cases in which requests raced: the outcome of a race is another in each run.</summary>
    static void Races(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("races");
        foreach (var scenario in report.Scenarios.Where(s => s.Cases.Any(c => c.IsRace)))
            Array(json, Unicode(scenario.Id), [.. scenario.Cases.Where(c => c.IsRace)], (j, run) => Array(j, "transcript", run.Transcript, Entry));
        json.WriteEndObject();
    }

    static void Numbers(Utf8JsonWriter json, Headline headline)
    {
        json.WriteStartObject("headline");
        json.WriteNumber("verified", headline.Verified);
        json.WriteNumber("applicable", headline.Applicable);
        json.WriteNumber("notVerified", headline.NotVerified);
        json.WriteStartObject("counts");
        foreach (var count in headline.Counts)
            json.WriteNumber(Name(count.Verdict), count.Scenarios);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Capability(Utf8JsonWriter json, CapabilityReport capability)
    {
        json.WriteString("name", Unicode(capability.Name));
        json.WriteBoolean("offered", capability.Offered);
        json.WriteString("reason", Unicode(capability.Reason));
        Array(json, "probe", capability.Probe, Entry);
    }

    static void Scenario(Utf8JsonWriter json, ScenarioReport scenario)
    {
        json.WriteString("id", Unicode(scenario.Id));
        json.WriteString("title", Unicode(scenario.Title));
        json.WriteString("source", Unicode(scenario.Source));
        json.WriteString("file", Unicode(scenario.File));
        json.WriteString("verdict", Name(scenario.Verdict));
        json.WriteString("reason", Unicode(scenario.Reason));
        Array(json, "cases", scenario.Cases, Case);
    }

    static void Case(Utf8JsonWriter json, CaseReport run)
    {
        json.WriteString("row", Unicode(run.Row));
        json.WriteNumber("repetition", run.Repetition);
        json.WriteString("verdict", Name(run.Verdict));
        json.WriteString("reason", Unicode(run.Reason));
        Array(json, "lines", run.Lines, Line);
        if (run.IsRace)
            json.WriteBoolean("race", true);
        Array(json, "transcript", run.IsRace ? [.. run.Transcript.Select(WithoutChance)] : run.Transcript, Entry);
    }

    static TranscriptEntry WithoutChance(TranscriptEntry entry) =>
        entry is { Kind: EntryKind.Received, IsSetup: false } ? entry with { Message = null } : entry;

    static void Line(Utf8JsonWriter json, LineReport line)
    {
        json.WriteNumber("line", line.Line);
        json.WriteString("text", Unicode(line.Text));
        json.WriteString("level", Name(line.Level));
        json.WriteString("requirement", Unicode(line.Requirement));
        json.WriteString("verdict", Name(line.Verdict));
        json.WriteString("expected", Unicode(line.Expected));
        json.WriteString("actual", Unicode(line.Actual));
        if (line.Reading is not null)
            json.WriteString("reading", Unicode(line.Reading));
        if (!line.Notes.IsEmpty)
            Texts(json, "notes", line.Notes);
        json.WriteNumber("exchange", line.Exchange);
    }

    static void Entry(Utf8JsonWriter json, TranscriptEntry entry)
    {
        json.WriteString("kind", Name(entry.Kind));
        json.WriteNumber("at", Seconds(entry.At));
        json.WriteString("actor", Unicode(entry.Actor));
        json.WriteNumber("line", entry.Line);
        if (entry.IsSetup)
            json.WriteBoolean("setup", true);
        if (entry.IsDatagram)
            json.WriteBoolean("datagram", true);
        if (entry.Text.Length > 0)
            json.WriteString("text", Unicode(entry.Text));
        if (entry.Message is not null)
        {
            json.WriteStartObject("message");
            Message(json, entry.Message);
            json.WriteEndObject();
        }
    }

    static void Message(Utf8JsonWriter json, HttpMessage message)
    {
        json.WriteString("startLine", Unicode(message.StartLine));
        if (message.Status > 0)
            json.WriteNumber("status", message.Status);
        if (message.Reason.Length > 0)
            json.WriteString("reason", Unicode(message.Reason));
        if (message.Method.Length > 0)
            json.WriteString("method", Unicode(message.Method));
        if (message.Target.Length > 0)
            json.WriteString("target", Unicode(message.Target));
        Array(json, "headers", message.Headers, (j, header) =>
        {
            j.WriteString("name", Unicode(header.Name));
            j.WriteString("value", Unicode(header.Value));
        });
        if (System.Text.Unicode.Utf8.IsValid(message.Body.Span))
            json.WriteString("body", message.Body.Span);
        else
            json.WriteBase64String("bodyBase64", message.Body.Span);
        if (message.Raw.IsEmpty)
            json.WriteBoolean("rawKept", false);
        else if (!MessageBytes.AreTheParts(message))
            json.WriteBase64String("raw", message.Raw.Span);
        if (!message.Flaws.IsEmpty)
            Texts(json, "flaws", message.Flaws);
    }

    static void Array<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Whole ticks as a decimal: 0.0000001 at the finest, read back without loss.</summary>
    static decimal Seconds(TimeSpan span) => span.Ticks / (decimal)TimeSpan.TicksPerSecond;

    /// <summary>Halves of characters, which UTF-8 cannot carry, become U+FFFD.</summary>
    static string Unicode(string text) => text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
