using System.Collections.Immutable;
using Conformance.Engine;
using Microsoft.Extensions.Primitives;

namespace Conformance.Server.Dav.Conditions;

/// <summary>One condition of an If header: a state token or an entity tag that is, or is not, that of the resource.</summary>
/// <param name="Text">The token without its angle brackets, or the entity tag with its quotes.</param>
public readonly record struct IfCondition(bool IsNegated, bool IsEntityTag, string Text);

/// <summary>Conditions that hold only together, on one resource.</summary>
/// <param name="Tag">The resource as it is named; null for the one that the request is sent to.</param>
public sealed record IfList(string? Tag, ImmutableArray<IfCondition> Conditions);

/// <summary>An If header; one list that holds is enough. Source: RFC 4918, 10.4.</summary>
/// <remarks>
/// <code>
/// If        = 1*List / 1*( "&lt;" resource "&gt;" 1*List )
/// List      = "(" 1*( ["Not"] ( "&lt;" absolute URI "&gt;" / "[" entity tag "]" ) ) ")"
/// </code>
/// </remarks>
public sealed record IfHeader(ImmutableArray<IfList> Lists)
{
    /// <summary>Every state token that stands somewhere in it, and by that was shown to the server.</summary>
    public IEnumerable<string> Tokens =>
        from list in Lists from condition in list.Conditions where !condition.IsEntityTag select condition.Text;

    /// <summary>Null for what breaks the grammar or has more conditions than <see cref="Limits.IfConditionsMax"/>.</summary>
    public static IfHeader? TryParse(StringValues lines, Limits limits)
    {
        // Unlike other headers it is no list with commas, so it cannot stand on several lines.
        if (lines.Count != 1)
            return null;
        var reader = new IfReader(lines.ToString(), limits.IfConditionsMax);
        return reader.Read() is { } lists ? new IfHeader(lists) : null;
    }
}
