using System.Text.Json;

namespace Conformance.Harness.Evidence.Html;

/// <summary>A <see cref="Timeline"/> as the script of the page draws it.</summary>
static class TimelineData
{
    public static void Write(Utf8JsonWriter json, Timeline timeline)
    {
        json.WriteStartArray("turns");
        foreach (var turn in timeline.Turns)
        {
            json.WriteStartObject();
            json.WriteNumber("start", turn.Start);
            if (turn.End is { } end)
                json.WriteNumber("end", end);
            json.WriteString("actor", Words.OneLine(turn.Actor));
            json.WriteString("label", Words.OneLine(turn.Label));
            if (turn.Status is > 0)
                json.WriteNumber("status", turn.Status.Value);
            json.WriteBoolean("held", turn.IsHeld);
            json.WriteBoolean("setup", turn.IsSetup);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("leases");
        foreach (var lease in timeline.Leases)
            Lease(json, lease);
        json.WriteEndArray();
        json.WriteNumber("leasesLeftOut", timeline.LeasesLeftOut);
    }

    static void Lease(Utf8JsonWriter json, LeaseLine lease)
    {
        json.WriteStartObject();
        json.WriteString("id", Words.OneLine(lease.Id));
        if (lease.Seconds is { } seconds)
            json.WriteNumber("seconds", seconds);
        json.WriteStartArray("marks");
        foreach (var mark in lease.Marks)
        {
            json.WriteStartObject();
            json.WriteNumber("index", mark.Index);
            json.WriteString("event", mark.Event.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("spans");
        foreach (var span in lease.Spans)
        {
            json.WriteStartArray();
            json.WriteNumberValue(span.From.TotalSeconds);
            json.WriteNumberValue(span.Until.TotalSeconds);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
