using Conformance.Harness.Language;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Language;

/// <summary>Each case is a body below a good head; the mark ^ in it shows where the caret must stand.</summary>
[Parallelizable(ParallelScope.All)]
public class RefusalTests
{
    [TestCase("^gives  f = a folder", "word", "given")]
    [TestCase("^>> POLL /x", "word", ">>>")]
    [TestCase("given  ^= a folder", "binding", null)]
    [TestCase("given  f =^", "binding", null)]
    [TestCase("given  ^alice = a folder", "name-reserved", null)]
    [TestCase("given  f = a folder  ^# MUST POLL-03", "tag-place", null)]
    [TestCase("then   ^10s", "then", null)]
    [TestCase("then   +^10", "unit", null)]
    [TestCase("then   +10s ^later", "extra", null)]
    [TestCase("still  p ^was open", "still", null)]
    [TestCase("check  a ^is b  # MUST POLL-03", "check", null)]
    [TestCase("check  at ^mots one of a, b is 200  # MUST POLL-03", "check", "most")]
    [TestCase("sweep  a | b\n       1 | 2 | ^3", "cells", null)]
    [TestCase("sweep  a | b\n       1^", "cells", null)]
    [TestCase("sweep  v from ^anounced versions", "sweep", "announced versions")]
    [TestCase("sweep  ^a", "sweep", null)]
    [TestCase(">>> ^POLL", "send", null)]
    [TestCase(">>> ^datagrm", "send", "datagram")]
    [TestCase(">>> POLL /x^ HTTP/1.2", "target", "HTTP/1.1")]
    [TestCase(">>> POLL /x^ helt as p", "target", "held as p")]
    [TestCase(">>> ^PROPFIND|GET /x", "send", null)]
    [TestCase(">>> POLL /x\n    X: ^${s:id}", "capture-in-request", null)]
    [TestCase(">>> POLL /x\n    X: ^\\q", "escape", @"\\q")]
    [TestCase(">>> POLL /x\n    X: ^\\xZ1", "escape", null)]
    [TestCase(">>> POLL /x\n    X: ^${s", "hole", null)]
    [TestCase(">>> POLL /x\n    X: ${s^+x}", "hole", null)]
    [TestCase(">>> POLL /x\n    X: ${s.^hots}", "attribute", "host")]
    [TestCase(">>> POLL /x\n    X: a  ^#b", "tag", null)]
    [TestCase(">>> POLL /x\n    ^exactly X: a", "header-in-request", null)]
    [TestCase(">>> POLL /x\n    ^X?: a", "header-in-request", null)]
    [TestCase(">>> POLL /x\n    ^Allow has POLL", "header-in-request", null)]
    [TestCase(">>> POLL /x\n    ^Allow lacks POLL", "header-in-request", null)]
    [TestCase(">>> POLL /x\n    X: a\n    ^or X: b", "header-in-request", null)]
    [TestCase(">>> POLL /x\n    ^Depth 1", "header", null)]
    [TestCase(">>> POLL /x\n   ^Depth: 1", "indent", null)]
    [TestCase(">>> POLL /x\n    0x 03 ^1", "hex", null)]
    [TestCase(">>> POLL /x\n    | a\n    ^Depth: 1", "order", null)]
    [TestCase(">>> POLL /x\n    | a\n    # why\n    ^| b", "comment-in-body", null)]
    [TestCase(">>> POLL /x\n  ^empty body", "clause-in-request", null)]
    [TestCase(">>> Ping\n  wbxml\n    ^only Ping:Ping", "quantifier", null)]
    [TestCase("<<< ^20", "status", null)]
    [TestCase("<<< ^2XX", "status", "2xx")]
    [TestCase("<<< ^nothin", "expect", "nothing")]
    [TestCase("<<< 200  # ^must POLL-03", "tag", "MUST")]
    [TestCase("<<< 200  # MUST ^NOT POLL-03", "tag", null)]
    [TestCase("<<< 200  # MUST POLL-03 ^readin C-03/outer", "tag", "reading")]
    [TestCase("<<< 200\n    X: ${s:^itn}", "kind", "int")]
    [TestCase("<<< 200\n    X: ${s:int ^9..1}", "range", null)]
    [TestCase("<<< 200\n    X: ${s:text ^1..}", "range", null)]
    [TestCase("<<< 200\n  ^mutlistatus of ids\n    200 : s", "word", "multistatus of ids")]
    [TestCase("<<< 200\n  multistatus of ^id\n    200 : s", "word", "ids")]
    [TestCase("<<< 200\n  multistatus of ids^", "parts", null)]
    [TestCase("<<< 200\n  multistatus of ids\n    200 ^s", "part", null)]
    [TestCase("<<< 200\n  multistatus of ids\n    200 : ^a,b", "part", "a b")]
    [TestCase("<<< 200\n  manifest\n    ^chagne ${a}", "word", "change")]
    [TestCase("<<< 200\n  manifest\n    change ^a", "hole", null)]
    [TestCase("<<< 200\n  arrives ..^2", "unit", null)]
    [TestCase("<<< 200\n  times ^..", "range", null)]
    [TestCase("<<< 200\n  xml^", "tree", null)]
    [TestCase("<<< 200\n  xml\n    ^DAV:multistatus", "prefix", null)]
    [TestCase("<<< 200\n  xml\n    ^onyl D:status", "word", "only")]
    [TestCase("<<< 200\n  xml\n    D:a\n        ^D:b", "indent", null)]
    [TestCase("<<< 200\n  xml\n    ^5 x", "element", null)]
    [TestCase("<<< 200\n  eventually\n    ^X: y", "indent", null)]
    [TestCase("<<< 200\n    ^or X: y", "or", null)]
    [TestCase("<<< 200\n\n    ^X: y", "orphan", null)]
    [TestCase("<<< 200\n\n^or <<< 207", "or", null)]
    [TestCase("bob <<< 200\nor ^eve <<< 207", "or", "bob")]
    [TestCase("^whenever", "client-side", null)]
    public void A_slip_is_refused_with_its_place_and_what_was_meant(string marked, string code, string? suggestion)
    {
        var caret = marked.IndexOf('^');
        var line = marked[..caret].Count(c => c == '\n');
        var column = caret - (line == 0 ? 0 : marked[..caret].LastIndexOf('\n') + 1) + 1;
        var result = ScenarioParser.Parse("a.b.scenario", $"scenario a.b\n  title    t\n\n{marked.Remove(caret, 1)}\n");
        Assert.That(result.File, Is.Null);
        Assert.That(result.Diagnostics, Is.Not.Empty);
        var first = result.Diagnostics[0];
        Assert.That((first.Code, first.Line, first.Column, first.Suggestion), Is.EqualTo((code, line + 4, column, suggestion)), first.Render());
        Assert.That(result.Diagnostics, Has.Length.EqualTo(1), string.Join("\n", result.Diagnostics));
    }

    [TestCase("^scenari a.b", "head", "scenario")]
    [TestCase("scenario ^Notification.Poll", "id", "notification.poll")]
    [TestCase("scenario a.b\n  ^titel    t", "field", "title")]
    [TestCase("scenario a.b\n  title    t\n  ^title    u", "field-twice", null)]
    [TestCase("scenario a.b\n  side     ^clinet", "side", "client")]
    [TestCase("scenario a.b\n  repeat   ^often", "repeat", null)]
    [TestCase("scenario a.b\n  prefix   ^D = urn:x", "prefix", null)]
    [TestCase("recording a.b\n\n<<< 200  ^# MUST POLL-03", "tag-place", null)]
    public void A_slip_in_the_head_is_refused_likewise(string marked, string code, string? suggestion)
    {
        var caret = marked.IndexOf('^');
        var line = marked[..caret].Count(c => c == '\n');
        var column = caret - (line == 0 ? 0 : marked[..caret].LastIndexOf('\n') + 1) + 1;
        var first = ScenarioParser.Parse("a.b.scenario", marked.Remove(caret, 1)).Diagnostics[0];
        Assert.That((first.Code, first.Line, first.Column, first.Suggestion), Is.EqualTo((code, line + 1, column, suggestion)), first.Render());
    }

    [Test]
    public void Several_faults_are_reported_at_once()
    {
        var result = ScenarioParser.Parse("a.scenario", "scenario a\n\ngven   f = a folder\n\n>>> POLL\n\n<<< 2000\n  nonsense\nthen   +1s\n");
        Assert.That(result.Diagnostics.Select(d => d.Line), Is.EqualTo(new[] { 3, 5, 7 }));
    }

    [Test]
    public void A_diagnostic_shows_the_line_the_caret_and_the_suggestion()
    {
        var first = ScenarioParser.Parse("a.scenario", "scenario a\n\n<<< 200\n  mutlistatus of ids\n").Diagnostics[0];
        Assert.That(first.Render(), Is.EqualTo(
            "a.scenario:4:3: error: 'mutlistatus of ids' is no clause [word]\n"
            + " 4 |   mutlistatus of ids\n"
            + "   |   ^\n"
            + "   | did you mean 'multistatus of ids'?"));
    }
}
