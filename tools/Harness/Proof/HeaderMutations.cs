using Conformance.Harness.Language;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Proof;

/// <summary>Drops, alters and adds header lines.</summary>
static class HeaderMutations
{
    static readonly string[] values = ["stranger", "", "0", "-1", "99999999999999999999", "stranger/stranger", "/stranger"];

    public static IEnumerable<(string What, HttpMessage Message)> Of(HttpMessage message, Expectation expected)
    {
        var named = expected.Headers.Select(choice => choice.First.Name);
        foreach (var name in message.Headers.Select(h => h.Name).Concat(named).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (message[name] is not { } value)
            {
                foreach (var added in values)
                    yield return ($"{name}: {added} added", message.With(name, added));
                continue;
            }
            yield return ($"{name} dropped", message.Without(name));
            foreach (var altered in Altered(value))
                yield return ($"{name}: {altered}", message.With(name, altered));
        }
    }

    static IEnumerable<string> Altered(string value)
    {
        var members = HeaderKinds.Members(value);
        yield return value + "x";
        yield return value + ",stranger";
        if (members.Length > 1)
            foreach (var dropped in members.Take(20))
                yield return string.Join(',', members.Where(member => member != dropped));
        foreach (var other in values)
            yield return other;
    }
}
