using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence;

/// <summary>A results file that cannot be read, with the place in it and what was expected there.</summary>
public sealed class ResultsFormatException(string place, string message, Exception? inner = null)
    : Exception($"{place}: {message}", inner);

public static partial class RunReportJson
{
    /// <summary>Reads what <see cref="Write"/> wrote, so that two runs can be compared.</summary>
    /// <exception cref="ResultsFormatException">It is no JSON, of another schema version, or a member is missing or of another kind.</exception>
    public static RunReport Read(ReadOnlyMemory<byte> utf8)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException e)
        {
            throw new ResultsFormatException($"line {e.LineNumber + 1}", "this is no JSON", e);
        }
        using (document)
            return Report(new Place(document.RootElement, "$"));
    }

    static RunReport Report(Place root)
    {
        var version = root["schemaVersion"].Int();
        if (version != SchemaVersion)
            throw new ResultsFormatException("$.schemaVersion", $"version {version} cannot be read, only {SchemaVersion}");
        var run = root["run"];
        return new RunReport(
            root["target"].String(),
            run["targetUri"].String(),
            root["clock"].String(),
            root["profile"].String(),
            run["started"].Instant(),
            run["seconds"].Span(),
            run["seed"].Int(),
            root["capabilities"].Each(c => new CapabilityReport(
                c["name"].String(), c["offered"].Bool(), c["reason"].String(), c["probe"].Each(ReadEntry))),
            root["scenarios"].Each(s => ReadScenario(s, run["cases"], run["races"])),
            root["aborted"].StringOrNull())
        {
            Leftovers = root["leftovers"].Each(l => l.String()),
            // A file of an earlier version of the suite does not tell.
            Flags = run.Find("flags")?.Each(f => f.String()) ?? [],
            Faults = run.Find("faults")?.Each(f => f.String()) ?? [],
        };
    }

    static ScenarioReport ReadScenario(Place scenario, Place durations, Place allRaces)
    {
        var id = scenario["id"].String();
        var spans = durations[id].Each(d => d.Span());
        var cases = scenario["cases"].Each(ReadCase);
        if (spans.Length != cases.Length)
            throw new ResultsFormatException($"$.run.cases.{id}", $"{spans.Length} durations for {cases.Length} cases");
        var races = allRaces.Find(id)?.Each(r => r["transcript"].Each(ReadEntry)) ?? [];
        var raced = cases.Count(c => c.IsRace);
        if (races.Length != raced)
            throw new ResultsFormatException($"$.run.races.{id}", $"{races.Length} transcripts for {raced} races");
        var next = 0;
        return new ScenarioReport(
            id,
            scenario["title"].String(),
            scenario["source"].String(),
            scenario["file"].String(),
            scenario["verdict"].Enum<Verdict>(),
            scenario["reason"].String(),
            [.. cases.Zip(spans, (c, span) => c with { Duration = span, Transcript = c.IsRace ? races[next++] : c.Transcript })]);
    }

    static CaseReport ReadCase(Place run) => new(
        run["row"].String(),
        run["repetition"].Int(),
        run["verdict"].Enum<Verdict>(),
        run["reason"].String(),
        run["lines"].Each(l => new LineReport(
            l["line"].Int(),
            l["text"].String(),
            l["level"].Enum<Level>(),
            l["requirement"].String(),
            l["verdict"].Enum<Verdict>(),
            l["expected"].String(),
            l["actual"].String(),
            l.Find("reading")?.String(),
            l.Find("notes")?.Each(n => n.String()) ?? [],
            l["exchange"].Int())),
        run["transcript"].Each(ReadEntry),
        TimeSpan.Zero)
    {
        IsRace = run.Find("race")?.Bool() ?? false,
    };

    static TranscriptEntry ReadEntry(Place entry) => new(
        entry["kind"].Enum<EntryKind>(),
        entry["at"].Span(),
        entry["actor"].String(),
        entry["line"].Int(),
        entry.Find("message") is { } message ? ReadMessage(message) : null,
        entry.Find("text")?.String() ?? "")
    {
        IsSetup = entry.Find("setup")?.Bool() ?? false,
        IsDatagram = entry.Find("datagram")?.Bool() ?? false,
    };

    static HttpMessage ReadMessage(Place message)
    {
        var body = message.Find("body") is { } text ? Encoding.UTF8.GetBytes(text.String()) : message["bodyBase64"].Base64();
        var parts = new HttpMessage(
            message["startLine"].String(),
            message["headers"].Each(h => new Header(h["name"].String(), h["value"].String())),
            body,
            message.Find("raw")?.Base64() ?? [])
        {
            Status = message.Find("status")?.Int() ?? 0,
            Reason = message.Find("reason")?.String() ?? "",
            Method = message.Find("method")?.String() ?? "",
            Target = message.Find("target")?.String() ?? "",
            Flaws = message.Find("flaws")?.Each(f => f.String()) ?? [],
        };
        var wasKept = message.Find("rawKept")?.Bool() ?? true;
        return parts.Raw.IsEmpty && wasKept ? parts with { Raw = MessageBytes.FromParts(parts) } : parts;
    }

    /// <summary>A value of the file with the path that leads to it, for messages.</summary>
    sealed record Place(JsonElement Value, string Path)
    {
        public Place this[string name] => Find(name) ?? throw Wrong($"there is no '{name}'");

        public Place? Find(string name)
        {
            if (Value.ValueKind != JsonValueKind.Object)
                throw Wrong("an object is wanted");
            return Value.TryGetProperty(name, out var member) ? new Place(member, $"{Path}.{name}") : null;
        }

        public ImmutableArray<T> Each<T>(Func<Place, T> read) => Value.ValueKind == JsonValueKind.Array
            ? [.. Value.EnumerateArray().Select((item, i) => read(new Place(item, $"{Path}[{i}]")))]
            : throw Wrong("an array is wanted");

        public string String() => StringOrNull() ?? throw Wrong("a text is wanted");

        public string? StringOrNull() => Value.ValueKind switch
        {
            JsonValueKind.String => Value.GetString(),
            JsonValueKind.Null => null,
            _ => throw Wrong("a text is wanted"),
        };

        public int Int() => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number)
            ? number
            : throw Wrong("a whole number is wanted");

        public bool Bool() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? Value.GetBoolean()
            : throw Wrong("true or false is wanted");

        public TimeSpan Span() => Value.ValueKind == JsonValueKind.Number && Value.TryGetDecimal(out var seconds)
            && Math.Abs(seconds) < (decimal)TimeSpan.MaxValue.TotalSeconds - 1
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : throw Wrong("a number of seconds is wanted");

        public DateTimeOffset Instant() =>
            DateTimeOffset.TryParseExact(String(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
                ? instant
                : throw Wrong("an instant such as 2026-11-20T22:41:07.0000000+00:00 is wanted");

        public byte[] Base64() => Value.ValueKind == JsonValueKind.String && Value.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw Wrong("base64 is wanted");

        public T Enum<T>()
            where T : struct, Enum
        {
            var name = String();
            foreach (var value in System.Enum.GetValues<T>())
                if (Name(value) == name)
                    return value;
            throw Wrong($"'{name}' is none of {string.Join(", ", System.Enum.GetValues<T>().Select(v => Name(v)))}");
        }

        ResultsFormatException Wrong(string message) => new(Path, message);
    }
}
