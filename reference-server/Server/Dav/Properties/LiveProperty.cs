using System.Globalization;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav.Properties;

/// <summary>One computed property.</summary>
/// <param name="Compute">Null when a resource does not have it.</param>
/// <param name="IsProtected">False when a client may set it.</param>
sealed record LiveProperty(PropertyName Name, Func<WorldCall, Resource, PropertyMarkup?> Compute, bool IsProtected = true)
{
    public static LiveProperty Markup(PropertyName name, Func<WorldCall, Resource, string> compute) =>
        new(name, (call, resource) => new PropertyMarkup(compute(call, resource)));

    public static LiveProperty Text(PropertyName name, Func<WorldCall, Resource, string?> compute, bool isProtected = true) =>
        new(name, (call, resource) => compute(call, resource) is { } text ? PropertyMarkup.OfText(text) : null, isProtected);

    public static LiveProperty Number(PropertyName name, Func<WorldCall, Resource, int?> compute, bool isProtected = true) =>
        new(name, (call, resource) => compute(call, resource) is { } number
            ? new PropertyMarkup(number.ToString(CultureInfo.InvariantCulture), "int")
            : null, isProtected);

    public static LiveProperty Truth(PropertyName name, Func<WorldCall, Resource, bool?> compute, bool isProtected = true) =>
        new(name, (call, resource) => compute(call, resource) is { } truth
            ? new PropertyMarkup(truth ? "1" : "0", "boolean")
            : null, isProtected);
}
