using System.Text.Json.Nodes;

namespace Conformance.Server.Control;

/// <summary>Reads the members of a control body; each error says which member and what it should be.</summary>
static class Arguments
{
    /// <summary>A hundred years: longer than any lease, shorter than what dates can hold.</summary>
    const double SecondsMax = 100d * 366 * 24 * 3600;

    const int CountMax = 1000;

    public static string Text(JsonObject body, string name) =>
        TextOrNull(body, name) ?? throw new ControlRefusal(400, $"'{name}' is missing.");

    public static string? TextOrNull(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new ControlRefusal(400, $"'{name}' is a text."),
    };

    public static string[] Texts(JsonObject body, string name) =>
        body[name] is JsonArray items && items.All(i => i is JsonValue value && value.TryGetValue<string>(out _))
            ? [.. items.Select(i => i!.GetValue<string>())]
            : throw new ControlRefusal(400, $"'{name}' is a list of texts.");

    public static bool Truth(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<bool>(out var truth)
            ? truth
            : throw new ControlRefusal(400, $"'{name}' is true or false.");

    public static int Count(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<int>(out var count) && count is >= 1 and <= CountMax
            ? count
            : throw new ControlRefusal(400, $"'{name}' is a number from 1 to {CountMax}.");

    public static TimeSpan Seconds(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<double>(out var seconds) && seconds is >= 0 and <= SecondsMax
            ? TimeSpan.FromSeconds(seconds)
            : throw new ControlRefusal(400, $"'{name}' is a number of seconds, 0 to {SecondsMax}.");
}
