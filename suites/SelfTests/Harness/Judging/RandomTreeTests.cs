using System.Text;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

/// <summary>A pattern made from a document holds on it in any order of lines, and no longer when an element goes.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RandomTreeTests
{
    [Test]
    public void A_document_meets_its_own_pattern_and_no_pattern_with_one_more([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var document = Grow(random, 3);
        Assert.That(Judge(document, document).Holds, Is.True, $"{document}");

        var cut = document.Without(random);
        var result = Judge(document, cut);
        Assert.That(result.Holds, Is.False, $"{document} against {cut}");
        Assert.That(Judge(cut, document).Holds, Is.True, $"{cut} against {document}");
    }

    static Result Judge(Tree pattern, Tree document) =>
        new Trial($"<<< 207  # MUST A-01\n  xml\n{pattern.Lines(4, new Random(7))}").OfBody(document.Xml());

    // Three names and two texts, so that most elements have a double and an assignment has to be found.
    static Tree Grow(Random random, int depth)
    {
        var children = depth == 0 ? [] : Enumerable.Range(0, random.Next(1, 4)).Select(_ => Grow(random, depth - 1)).ToList();
        return new Tree(depth == 3 ? "root" : "abc"[random.Next(3)].ToString(), children.Count == 0 ? "xy"[random.Next(2)].ToString() : "", children);
    }

    sealed record Tree(string Name, string Text, List<Tree> Children)
    {
        public string Xml() => $"<{Name}>{Text}{string.Concat(Children.Select(child => child.Xml()))}</{Name}>";

        public string Lines(int indent, Random random)
        {
            var lines = new StringBuilder($"{new string(' ', indent)}{Name}{(Text.Length > 0 ? " " + Text : "")}\n");
            foreach (var child in Children.OrderBy(_ => random.Next()))
                lines.Append(child.Lines(indent + 2, random));
            return lines.ToString();
        }

        public Tree Without(Random random)
        {
            var index = random.Next(Children.Count);
            List<Tree> rest = [.. Children];
            if (Children[index].Children.Count == 0 || random.Next(2) == 0)
                rest.RemoveAt(index);
            else
                rest[index] = rest[index].Without(random);
            return this with { Children = rest };
        }
    }
}
