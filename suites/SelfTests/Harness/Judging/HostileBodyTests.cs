using System.Text;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

/// <summary>Whatever a target sends, judging ends soon, with a miss that says why.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HostileBodyTests
{
    const string Listing = """
        <<< 207  # MUST A-01
          multistatus of ids
            200 : s
          xml
            D:multistatus
              each D:response
                X:subscriptionID
                  each li ${:id}
        """;

    [TestCase("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "DTD is prohibited")]
    [TestCase("<!DOCTYPE x><x/>", "DTD is prohibited")]
    [TestCase("<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>", "DTD is prohibited")]
    [TestCase("<x>&unknown;</x>", "no XML that may be read")]
    [TestCase("<D:multistatus xmlns:D='DAV:'><D:response>", "no XML that may be read")]
    [TestCase("<D:multistatus/>", "no XML that may be read")]
    [TestCase("<?xml version='1.0' encoding='klingon'?><x/>", "no XML that may be read")]
    [TestCase("not XML at all", "no XML that may be read")]
    public void A_body_that_must_not_be_read_is_a_clear_miss(string body, string reason)
    {
        var result = Poll().OfBody(body);
        Assert.That(result.Holds, Is.False);
        Assert.That(result["D:multistatus"].Actual, Does.Contain(reason));
        Assert.That(result["200"].Actual, Does.Contain(reason));
    }

    [Test]
    public void Bytes_that_are_not_of_the_declared_encoding_are_a_clear_miss()
    {
        byte[] body = [.. "<?xml version='1.0' encoding='utf-8'?><x>"u8, 0xC3, 0x28, .. "</x>"u8];
        Assert.That(new Trial("<<< 200  # MUST A-01\n  xml\n    x").OfBytes(body)["x"].Actual, Does.Contain("no XML that may be read"));
    }

    [Test]
    public void UTF_16_with_a_mark_is_read() =>
        Assert.That(new Trial("<<< 200  # MUST A-01\n  xml\n    x \u00E4").OfBytes([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<x>\u00E4</x>")]).Holds, Is.True);

    [Test, CancelAfter(60_000)]
    public void A_million_ids_pass_the_bound_and_are_a_clear_miss() =>
        Assert.That(Poll().OfBody(Many(1_000_000))["D:multistatus"].Actual, Does.Contain("more than 1000000 nodes"));

    [Test, CancelAfter(60_000)]
    public void A_hundred_thousand_ids_are_judged()
    {
        var result = Poll().OfBody(Many(100_000));
        Assert.That(result.Missed, Is.EqualTo(new[] { "200 : s" }));
        Assert.That(result["200"].Actual.Length, Is.LessThan(2000));
    }

    [Test]
    public void Deep_nesting_is_a_clear_miss() =>
        Assert.That(Poll().OfBody(string.Concat(Enumerable.Repeat("<x>", 100_000)))["D:multistatus"].Actual, Does.Contain("deeper than 32"));

    [Test]
    public void The_deepest_document_allowed_is_read()
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat("<x>", depth)) + string.Concat(Enumerable.Repeat("</x>", depth));
        var trial = new Trial("<<< 207  # MUST A-01\n  xml\n    x");
        Assert.That(trial.OfBody(Nested(32)).Holds, Is.True);
        Assert.That(trial.OfBody(Nested(33)).Holds, Is.False);
    }

    // Twelve lines over thirty equal elements, the last line impossible: 30!/18! ways without a bound.
    [Test, CancelAfter(60_000)]
    public void The_worst_assignment_ends_at_its_bound()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 12).Select(i => $"      s\n        k ${{v{i}:int}}"));
        var body = $"<r>{string.Concat(Enumerable.Range(0, 30).Select(i => $"<s><k>{i}</k></s>"))}</r>";
        var result = new Trial($"<<< 207  # MUST A-01\n  xml\n    r\n{lines}\n      s\n        k none").OfBody(body);
        Assert.That(result.Missed, Is.EqualTo(new[] { "k none" }));
        Assert.That(result["k none"].Actual, Does.Contain("ended at its bound"));
    }

    [Test, CancelAfter(60_000)]
    public void Alternatives_in_every_line_end_at_the_bound_too()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 20).Select(i => $"      s ${{a{i}:int 1..}}\n      or s ${{b{i}:int 0..}}\n      or s ${{c{i}:text}}"));
        var body = $"<r>{string.Concat(Enumerable.Range(0, 19).Select(i => $"<s>{i}</s>"))}</r>";
        Assert.That(new Trial($"<<< 207  # MUST A-01\n  xml\n    r\n{lines}").OfBody(body).Holds, Is.False);
    }

    static Trial Poll() => new Trial(Listing).With("s", "none");

    static string Many(int count) => MultistatusTests.Body(MultistatusTests.Ids(200, [.. Enumerable.Range(0, count).Select(i => i.ToString())]));
}
