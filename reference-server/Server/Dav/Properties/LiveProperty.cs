using System.Globalization;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav.Properties;

/// <summary>One computed property.</summary>
/// <param name="Compute">As it goes into an answer; null when a resource does not have it.</param>
/// <param name="IsProtected">False when a client may set it.</param>
sealed record LiveProperty(PropertyName Name, Func<WorldCall, Resource, PropertyMarkup?> Compute, bool IsProtected = true)
{
    /// <summary>As comparisons read it, with its data type; null when a resource does not have it or it is a tree of elements.</summary>
    public Func<WorldCall, Resource, PropertyValue?> Value { get; init; } = (_, _) => null;

    public static LiveProperty Markup(PropertyName name, Func<WorldCall, Resource, string> compute) =>
        new(name, (call, resource) => new PropertyMarkup(compute(call, resource)))
        {
            Value = (call, resource) => PropertyValue.OfFragment(compute(call, resource)),
        };

    public static LiveProperty Text(PropertyName name, Func<WorldCall, Resource, string?> compute, bool isProtected = true) =>
        Typed(name, null, compute, isProtected);

    public static LiveProperty Number(PropertyName name, Func<WorldCall, Resource, int?> compute, bool isProtected = true) =>
        Typed(name, "int", (call, resource) => compute(call, resource)?.ToString(CultureInfo.InvariantCulture), isProtected);

    public static LiveProperty Truth(PropertyName name, Func<WorldCall, Resource, bool?> compute, bool isProtected = true) =>
        Typed(name, "boolean", (call, resource) => compute(call, resource) is { } truth ? truth ? "1" : "0" : null, isProtected);

    /// <param name="type">Null for text.</param>
    public static LiveProperty Typed(
        PropertyName name, string? type, Func<WorldCall, Resource, string?> compute, bool isProtected = true)
    {
        return new(name, (call, resource) => Read(call, resource) is { } value ? PropertyMarkup.Of(value) : null, isProtected) { Value = Read };

        PropertyValue? Read(WorldCall call, Resource resource) =>
            compute(call, resource) is { } text ? PropertyValue.OfText(text, type) : null;
    }

    /// <summary>The same property, written without its data type; comparisons know it.</summary>
    public LiveProperty Untyped() => this with
    {
        Compute = (call, resource) => Compute(call, resource) is { } markup ? markup with { Type = null } : null,
    };
}
