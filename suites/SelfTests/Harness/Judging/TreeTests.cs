using Conformance.Harness.Judging;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class TreeTests
{
    const string Two = "<r xmlns='urn:test:m'><a>1</a><b x='y'>2</b><a>3</a></r>";

    [TestCase("M:a", true)]
    [TestCase("M:a 1", true)]
    [TestCase("M:a 2", false)]
    [TestCase("M:c", false)]
    [TestCase("a", false)]
    [TestCase("one M:b", true)]
    [TestCase("one M:a", false)]
    [TestCase("one M:b 3", false)]
    [TestCase("each M:a ${:int}", true)]
    [TestCase("each M:a 1", false)]
    [TestCase("each M:c 1", true)]
    [TestCase("no M:c", true)]
    [TestCase("no M:a", false)]
    [TestCase("no M:a 9", true)]
    [TestCase("no M:a 3", false)]
    [TestCase("only M:b", false)]
    [TestCase("exactly M:b 2", true)]
    public void A_line_holds_as_its_word_says(string line, bool holds) =>
        Assert.That(Below(line).OfBody(Two).Holds, Is.EqualTo(holds));

    [Test]
    public void Exactly_without_a_value_is_an_element_without_text_of_its_own()
    {
        Assert.That(Below("exactly M:a").OfBody("<r xmlns='urn:test:m'><a><b>1</b></a></r>").Holds, Is.True);
        var padded = Below("exactly M:a").OfBody("<r xmlns='urn:test:m'><a>\n <b>1</b></a></r>");
        Assert.That(padded.Holds, Is.False);
        Assert.That(padded["exactly M:a"].Actual, Does.StartWith("'\\n '"));
    }

    [Test]
    public void Text_is_trimmed_except_where_exactly_is_written()
    {
        const string Padded = "<r xmlns='urn:test:m'><a> 1\n</a></r>";
        Assert.That(Below("M:a 1").OfBody(Padded).Holds, Is.True);
        Assert.That(Below("exactly M:a 1").OfBody(Padded).Holds, Is.False);
        Assert.That(Below("exactly M:a \\x201\\n").OfBody(Padded).Holds, Is.True);
    }

    [Test]
    public void Only_allows_the_listed_lines_and_no_others()
    {
        var trial = Below("only M:a 1", "each M:b", "M:a 3");
        Assert.That(trial.OfBody(Two).Holds, Is.True);
        var more = trial.OfBody("<r xmlns='urn:test:m'><a>1</a><a>3</a><c>5</c></r>");
        Assert.That(more.Missed, Is.EqualTo(new[] { "only M:a 1" }));
        Assert.That(more["only"].Actual, Does.Contain("{urn:test:m}c '5'"));
    }

    [Test]
    public void Each_line_needs_an_element_of_its_own()
    {
        Assert.That(Below("M:a", "M:a").OfBody(Two).Holds, Is.True);
        var three = Below("M:a", "M:a", "M:a 1").OfBody(Two);
        Assert.That(three.Missed.Count(), Is.EqualTo(1));
    }

    [Test]
    public void Backtracking_gives_the_first_element_up_when_a_later_line_needs_it()
    {
        var result = Below("M:a ${v:int}", "M:a 1").OfBody(Two);
        Assert.That(result.Holds, Is.True);
        Assert.That(result.Captured("v"), Is.EqualTo("3"));
    }

    [Test]
    public void Backtracking_reaches_into_what_a_capture_chose()
    {
        const string Pairs = "<r xmlns='urn:test:m'><p><k>1</k></p><p><k>2</k></p><want>2</want></r>";
        var result = Below("M:p", "  M:k ${k:int}", "M:want ${k}").OfBody(Pairs);
        Assert.That(result.Holds, Is.True);
        Assert.That(result.Captured("k"), Is.EqualTo("2"));
    }

    [Test]
    public void In_order_the_elements_stand_as_the_lines_do()
    {
        const string Body = "<r xmlns='urn:test:m'><a/><b/></r>";
        Assert.That(Ordered("M:a", "M:b").OfBody(Body).Holds, Is.True);
        var turned = Ordered("M:b", "M:a").OfBody(Body);
        Assert.That(turned.Missed.Count(), Is.EqualTo(1));
        Assert.That(Below("M:b", "M:a").OfBody(Body).Holds, Is.True);
    }

    [Test]
    public void An_attribute_belongs_to_the_line_above_it()
    {
        Assert.That(Below("M:b", "  @x y").OfBody(Two).Holds, Is.True);
        Assert.That(Below("M:b", "  @x z").OfBody(Two)["@x"].Actual, Does.Contain("'y' in /"));
        Assert.That(Below("M:b", "  @z").OfBody(Two)["@z"].Actual, Does.StartWith("no such attribute"));
        Assert.That(Below("M:b", "  no @x").OfBody(Two).Holds, Is.False);
        Assert.That(Below("M:b", "  no @z").OfBody(Two).Holds, Is.True);
    }

    [Test]
    public void No_forbids_the_line_with_all_below_it()
    {
        const string Body = "<r xmlns='urn:test:m'><s><id>1</id></s><s><id>2</id></s></r>";
        Assert.That(Below("no M:s", "  M:id 3").OfBody(Body).Holds, Is.True);
        var there = Below("no M:s", "  M:id 2").OfBody(Body);
        Assert.That(there["no M:s"].Actual, Does.Contain("s[2]"));
        Assert.That(there["M:id"].Outcome, Is.EqualTo(Outcome.Missed));
    }

    [Test]
    public void Each_names_the_first_element_that_misses_and_keeps_the_other_lines()
    {
        const string Body = "<r xmlns='urn:test:m'><s><id>1</id><n>x</n></s><s><id>two</id><n>x</n></s></r>";
        var result = Below("each M:s", "  M:id ${:id}", "  M:n x").OfBody(Body);
        Assert.That(result.Missed, Is.EqualTo(new[] { "M:id ${:id}" }));
        Assert.That(result["M:id"].Actual, Is.EqualTo("'two', not an id of decimal digits in /{urn:test:m}r/{urn:test:m}s[2]/{urn:test:m}id"));
    }

    [Test]
    public void A_missing_element_misses_what_must_stand_in_it_and_blocks_what_must_not()
    {
        var result = Below("M:gone", "  M:x 1", "  no M:y", "  each M:z 1").OfBody(Two);
        Assert.That(result.Missed, Is.EqualTo(new[] { "M:gone", "M:x 1" }));
        Assert.That(result.NotJudged, Is.EqualTo(new[] { "no M:y", "each M:z 1" }));
        Assert.That(result["M:gone"].Actual, Does.Contain("it has {urn:test:m}a, {urn:test:m}b"));
    }

    [Test]
    public void A_miss_leaves_the_lines_that_hold_alone()
    {
        var result = Below("M:a 1", "M:b 9", "M:a 3").OfBody(Two);
        Assert.That(result.Missed, Is.EqualTo(new[] { "M:b 9" }));
        Assert.That(result["M:b"].Actual, Does.StartWith("'2' in /"));
    }

    [Test]
    public void The_nearest_assignment_is_reported_not_the_first()
    {
        // Line one could take the 5 that line two needs; then two lines would miss instead of one.
        var result = Below("M:f", "M:f 5", "M:f 9").OfBody("<r xmlns='urn:test:m'><f>5</f><f>7</f></r>");
        Assert.That(result.Missed.Count(), Is.EqualTo(1));
        Assert.That(result["M:f 5"].Outcome, Is.EqualTo(Outcome.Held));
    }

    [Test]
    public void A_tree_line_may_have_an_alternative_with_all_below_it()
    {
        var trial = Below("M:a 7  # MUST A-02", "  M:x", "or M:b  # MUST A-03 reading F-1/b", "  @x y");
        var result = trial.OfBody(Two);
        Assert.That(result.Holds, Is.True);
        Assert.That(result.Judged.Readings["F-1"], Is.EqualTo("F-1/b"));
        Assert.That(trial.AfterReading("F-1", "F-1/a").OfBody(Two).Holds, Is.False);
    }

    [Test]
    public void A_made_resource_compares_as_a_reference()
    {
        const string Body = "<r xmlns='urn:test:m'><href> http://mail.test/folder/a%20b/ </href></r>";
        Assert.That(Below("M:href ${item}").WithResource("item", "/folder/a b").OfBody(Body).Holds, Is.True);
        Assert.That(Below("M:href ${item}").WithResource("item", "/folder/a").OfBody(Body).Holds, Is.False);
        Assert.That(Below("M:href ${item}").With("item", "/folder/a b").OfBody(Body).Holds, Is.False);
        Assert.That(Below("exactly M:href ${item}").WithResource("item", "/folder/a b").OfBody(Body).Holds, Is.False);
        Assert.That(Below("M:href ${item.uri}").WithResource("item", "/folder/a b").OfBody(Body).Holds, Is.False);
    }

    [Test]
    public void The_https_form_matches_with_a_note_and_other_spellings_do_not()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  xml\n    X:subscriptionID");
        var https = trial.OfBody("<subscriptionID xmlns='https://schemas.microsoft.com/Exchange/'/>");
        Assert.That(https["X:"].Notes, Is.EqualTo(new[] { "XML-NS-HTTPS" }));
        Assert.That(trial.OfBody("<subscriptionID xmlns='http://schemas.microsoft.com/Exchange/'/>")["X:"].Notes, Is.Empty);
        Assert.That(trial.OfBody("<subscriptionID xmlns='http://schemas.microsoft.com/exchange/'/>").Holds, Is.False);
        Assert.That(trial.OfBody("<subscriptionID xmlns='https://example.org/Exchange/'/>").Holds, Is.False);
    }

    [Test]
    public void A_value_that_was_never_captured_blocks_its_line_only()
    {
        var result = Below("M:a ${gone}", "M:b 2").OfBody(Two);
        Assert.That(result.NotJudged, Is.EqualTo(new[] { "M:a ${gone}" }));
        Assert.That(result["M:b"].Outcome, Is.EqualTo(Outcome.Held));
        Assert.That(Below("no M:a ${gone}").OfBody(Two)["no M:a"].Outcome, Is.EqualTo(Outcome.Blocked));
    }

    [Test]
    public void The_root_is_the_first_line()
    {
        var result = new Trial("<<< 207  # MUST A-01\n  xml\n    D:multistatus  # MUST XML-01\n      D:response").OfBody(Two);
        Assert.That(result["D:multistatus"].Actual, Is.EqualTo("the document has no such element; it has {urn:test:m}r"));
    }

    [Test]
    public void Properties_are_those_that_were_found()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  properties of ${item}\n    D:isfolder 0\n      @T:dt boolean\n    no D:owner").WithResource("item", "/folder/a");
        const string Other = "<D:response><D:href>/folder/b</D:href><D:propstat><D:status>HTTP/1.1 200 OK</D:status><D:prop><D:owner/></D:prop></D:propstat></D:response>";
        const string Item = "<D:response><D:href>a</D:href><D:propstat><D:status>HTTP/1.1 404 Not Found</D:status><D:prop><D:owner/></D:prop></D:propstat>"
            + "<D:propstat><D:status>HTTP/1.1 200 OK</D:status><D:prop><D:isfolder T:dt='boolean' xmlns:T='urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/'>0</D:isfolder></D:prop></D:propstat></D:response>";
        Assert.That(trial.OfBody(MultistatusTests.Body(Other, Item)).Holds, Is.True);
        Assert.That(trial.OfBody(MultistatusTests.Body(Other))["D:isfolder"].Actual, Does.Contain("no response for /folder/a; there are /folder/b"));
        Assert.That(trial.OfBody(MultistatusTests.Body(Item.Replace("404", "200", StringComparison.Ordinal))).Missed, Is.EqualTo(new[] { "no D:owner" }));
    }

    static Trial Below(params string[] lines) => Tree("xml", lines);

    static Trial Ordered(params string[] lines) => Tree("xml in order", lines);

    static Trial Tree(string clause, string[] lines) =>
        new($"<<< 207  # MUST A-01\n  {clause}\n    M:r\n{string.Join('\n', lines.Select(line => $"      {line}"))}");
}
