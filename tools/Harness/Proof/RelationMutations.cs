using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Proof;

/// <summary>Other values for the names that a <c>check</c> compares.</summary>
static class RelationMutations
{
    public static IEnumerable<Scope> Of(Relation relation, Scope scope)
    {
        var (names, words) = relation switch
        {
            Comparison comparison => (Names([comparison.Left, comparison.Right], scope), new[] { comparison.Left, comparison.Right }),
            Count count => (Names(count.Names, scope), [count.Word]),
            _ => ([], []),
        };
        string[] texts = [.. names.Select(name => scope.Find(name)!.Text), .. words, "0", "-1", "999999999999", "stranger"];
        foreach (var text in texts.Distinct())
        {
            foreach (var name in names)
                yield return scope.Bind(name, text);
            yield return names.Aggregate(scope, (changed, name) => changed.Bind(name, text));
        }
    }

    static string[] Names(IEnumerable<string> words, Scope scope) => [.. words.Where(word => scope.Find(word) is not null).Distinct()];
}
