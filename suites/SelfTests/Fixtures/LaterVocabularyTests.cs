using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;
using Conformance.Harness.Linting;
using Conformance.Harness.Vocabulary;
using Conformance.SelfTests.Layout;
using NUnit.Framework;

namespace Conformance.SelfTests.Fixtures;

/// <summary>The list of sentences that the harness names and cannot carry out is honest.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LaterVocabularyTests
{
    static readonly KnownSentences known = KnownSentences.Load(Repository.PathOf("fixtures"));

    [Test]
    public void A_sentence_that_is_carried_out_is_on_the_list_no_longer()
    {
        var carriedOut = Sentences.All.SetupPatterns.Concat(Sentences.All.StimulusPatterns).ToHashSet();
        Assert.That(
            known.Later.Where(l => carriedOut.Contains(l.Pattern)), Is.Empty,
            $"take these lines out of fixtures/{KnownSentences.LaterFile}: a class of the vocabulary does them now");
    }

    [Test]
    public void A_sentence_on_the_list_is_known_and_not_carried_out()
    {
        var sentence = Sentence("given  x = a device at version 14.1 with base64 query");
        Assert.That(known.Knows(SentenceKind.SetUp, sentence), Is.True);
        Assert.That(known.Knows(SentenceKind.Stimulus, sentence), Is.False);
        Assert.That(known.Knows(SentenceKind.SetUp, Sentence("given  x = a device at versions 14.1 with base64 query")), Is.False);
    }

    [TestCase("given  x = a male folder", "a mail folder")]
    [TestCase("given  x = a principle", "a principal")]
    [TestCase("given  x = something else altogether", null)]
    public void The_nearest_form_is_named(string line, string? nearest) =>
        Assert.That(known.Nearest(SentenceKind.SetUp, Sentence(line).Source), Is.EqualTo(nearest));

    [Test]
    public void A_line_of_another_form_is_refused_with_its_place()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, KnownSentences.LaterFile), "# comment\ngiven\n");
            Assert.That(
                () => KnownSentences.Load(folder.FullName), Throws.TypeOf<BlockFileException>().With.Message.Contains($"{KnownSentences.LaterFile}:2"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static Template Sentence(string line) =>
        ((Given)ScenarioParser.Parse("a.b.scenario", $"scenario a.b\n\n{line}\n").Require().Statements[0]).Bindings[0].Sentence;
}
