using System.Collections.Immutable;
using System.Text;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Vocabulary;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Vocabulary;

[Parallelizable(ParallelScope.All)]
public sealed class SentencePatternTests
{
    static readonly SentencePattern subscription = new(
        "a subscription on {x} for {type} [at depth {n}] [leased {d}] [calling {box}] [by {who}]");

    static readonly Scope scope = Scope.Empty.Bind("folder", "/public/f/").Bind("ask", "60").Bind("bob", "user1");

    [Test]
    public void Slots_take_what_stands_between_the_words()
    {
        var match = subscription.Match(Sentence("a subscription on ", "folder", " for update/newmember"))!;
        Assert.That(match.Text("x", scope), Is.EqualTo("/public/f/"));
        Assert.That(match.Text("type", scope), Is.EqualTo("update/newmember"));
        Assert.That(match.Has("n"), Is.False);
    }

    [Test]
    public void Parts_in_brackets_may_stand_or_be_missing_in_their_order()
    {
        var match = subscription.Match(Sentence(
            "a subscription on ", "folder", " for delete at depth 1 leased ", "ask", "s by ", "bob", ""))!;
        Assert.That(match.Text("type", scope), Is.EqualTo("delete"));
        Assert.That(match.Text("n", scope), Is.EqualTo("1"));
        Assert.That(match.Text("d", scope), Is.EqualTo("60s"));
        Assert.That(match.Name("who"), Is.EqualTo("bob"));
        Assert.That(match.Has("box"), Is.False);
    }

    [TestCase("a subscription for update")]
    [TestCase("subscription on ${folder} for update")]
    [TestCase("a subscription on ${folder} for ")]
    public void A_sentence_of_another_form_is_not_taken(string text)
    {
        Assert.That(subscription.Match(Sentence(text)), Is.Null);
    }

    [Test]
    public void A_slot_whose_name_is_not_bound_says_which()
    {
        var match = subscription.Match(Sentence("a subscription on ", "nobody", " for update"))!;
        Assert.That(() => match.Value("x", scope), Throws.TypeOf<MissingValueException>().With.Message.Contains("nobody"));
    }

    [Test]
    public void A_hole_whose_value_holds_words_of_the_pattern_stays_one_hole()
    {
        var odd = scope.Bind("folder", "/a for b at depth 7/");
        var match = subscription.Match(Sentence("a subscription on ", "folder", " for move"))!;
        Assert.That(match.Text("x", odd), Is.EqualTo("/a for b at depth 7/"));
        Assert.That(match.Text("type", odd), Is.EqualTo("move"));
    }

    [Test]
    public void Every_sentence_of_the_vocabulary_has_a_pattern_of_its_own()
    {
        var all = Sentences.All.SetupPatterns.Concat(Sentences.All.StimulusPatterns).ToArray();
        Assert.That(all, Is.Unique);
        Assert.That(all, Has.Length.GreaterThan(15));
    }

    /// <summary>Literals and names of holes, in turn.</summary>
    static Template Sentence(params string[] pieces)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        for (var i = 0; i < pieces.Length; i++)
            if (i % 2 == 1)
                parts.Add(new UsePart(pieces[i], null, 0, false));
            else if (pieces[i].Length > 0)
                parts.Add(new LiteralPart([.. Encoding.UTF8.GetBytes(pieces[i])]));
        return new Template(string.Concat(pieces), parts.ToImmutable());
    }
}
