using System.Text.Json;
using System.Text.RegularExpressions;

namespace Conformance.SelfTests.Harness.Evidence;

/// <summary>Judges JSON by the part of JSON Schema that our schemas use; any other keyword is an error, so none is skipped unseen.</summary>
static class JsonSchema
{
    static readonly HashSet<string> Remarks = ["$schema", "$id", "$defs", "title", "description"];

    /// <returns>One sentence for each thing wrong, with its path; empty when the value is valid.</returns>
    public static List<string> Errors(JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        Judge(schema, schema, value, "$", errors);
        return errors;
    }

    static void Judge(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            var holds = rule.Name switch
            {
                "type" => Types(rule.Value).Any(t => IsOf(t, value)),
                "const" => JsonElement.DeepEquals(rule.Value, value),
                "enum" => rule.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= rule.Value.GetDecimal(),
                "pattern" => value.ValueKind != JsonValueKind.String
                    || Regex.IsMatch(value.GetString()!, rule.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)),
                "required" => value.ValueKind != JsonValueKind.Object
                    || rule.Value.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _)),
                "$ref" => Follow(root, rule.Value.GetString()!, value, path, errors),
                "items" => Items(root, rule.Value, value, path, errors),
                "properties" => Properties(root, rule.Value, value, path, errors),
                "additionalProperties" => Additional(root, schema, rule.Value, value, path, errors),
                _ when Remarks.Contains(rule.Name) => true,
                _ => throw new NotSupportedException($"The schema uses '{rule.Name}', which this reader does not know."),
            };
            if (!holds)
                errors.Add($"{path}: {rule.Name} {rule.Value} does not hold");
        }
    }

    static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"The schema uses type '{type}', which this reader does not know."),
    };

    static bool Follow(JsonElement root, string reference, JsonElement value, string path, List<string> errors)
    {
        var schema = reference.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));
        Judge(root, schema, value, path, errors);
        return true;
    }

    static bool Items(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var (index, item) in value.EnumerateArray().Index())
                Judge(root, schema, item, $"{path}[{index}]", errors);
        return true;
    }

    static bool Properties(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var property in schema.EnumerateObject())
                if (value.TryGetProperty(property.Name, out var member))
                    Judge(root, property.Value, member, $"{path}.{property.Name}", errors);
        return true;
    }

    static bool Additional(
        JsonElement root, JsonElement schema, JsonElement rule, JsonElement value, string path, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var known = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Select(p => p.Name).ToHashSet()
            : [];
        var others = value.EnumerateObject().Where(p => !known.Contains(p.Name)).ToArray();
        if (rule.ValueKind == JsonValueKind.False)
            return others.Length == 0;
        foreach (var other in others)
            Judge(root, rule, other.Value, $"{path}.{other.Name}", errors);
        return true;
    }
}
