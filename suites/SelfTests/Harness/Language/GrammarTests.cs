using System.Collections.Immutable;
using Conformance.Harness.Language;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Language;

/// <summary>What each construct of the grammar becomes.</summary>
[Parallelizable(ParallelScope.All)]
public class GrammarTests
{
    [Test]
    public void The_head_carries_id_fields_and_prefixes()
    {
        var file = Parse("scenario a.b-c.d\n  title t\n  needs x, y\n  repeat 5\n  catches nothing yet\n  prefix M=urn:m:\n");
        Assert.That((file.Id, file.Face, file.Topic, file.Repeat), Is.EqualTo(("a.b-c.d", "a", "b-c", 5)));
        Assert.That(file.Needs, Is.EqualTo(new[] { "x", "y" }));
        Assert.That(file.Catches, Is.Empty);
        Assert.That(file.Prefixes["M"], Is.EqualTo("urn:m:"));
    }

    [Test]
    public void Given_and_when_bind_names_and_keep_their_sentences()
    {
        var file = Body("given  f = a folder\n       q=text a = b\nwhen   d = an item is created in ${f}\n       ${d} is deleted\n");
        Assert.That(((Given)file.Statements[0]).Bindings.Select(b => $"{b.Line} {b.Name}/{b.Sentence.Source}"), Is.EqualTo(new[] { "3 f/a folder", "4 q/text a = b" }));
        Assert.That(((When)file.Statements[1]).Events.Select(e => e.Name), Is.EqualTo(new[] { "d", null }));
    }

    [TestCase("then   +0.5s", "0.5", "s")]
    [TestCase("then   +200ms", "200", "ms")]
    [TestCase("then   +61m", "61", "m")]
    [TestCase("then   +2d", "2", "d")]
    [TestCase("then   +${g-1}h", "${g-1}", "h")]
    public void Then_has_an_amount_and_a_unit(string line, string amount, string unit)
    {
        var then = (Then)Body(line).Statements[0];
        Assert.That((then.Amount.Source, then.Unit), Is.EqualTo((amount, unit)));
    }

    [Test]
    public void Still_hangup_and_check_name_what_they_are_about()
    {
        var file = Body("still  p is open  # MUST A-1\n       q is open\nhangup p\ncheck  a <= 5  # MUST A-2\n       a != b  # MUST A-3\n       at least one of a, b is 200  # MUST A-4\n");
        Assert.That(((Still)file.Statements[0]).Held.Select(h => (h.Name, h.Tag!.Source)), Is.EqualTo(new[] { ("p", "MUST A-1"), ("q", "MUST A-1") }));
        Assert.That(((Hangup)file.Statements[1]).Name, Is.EqualTo("p"));
        var relations = ((Check)file.Statements[2]).Relations;
        Assert.That(relations.Select(LineText.Of), Is.EqualTo(new[] { "a <= 5", "a != b", "at least one of a, b is 200" }));
        Assert.That(relations[2], Is.InstanceOf<Count>());
    }

    [Test]
    public void Everything_that_can_be_sent()
    {
        var file = Body(">>> POLL /a HTTP/1.0 held as p\nbob >>> ${m} ${f}/x\n>>> Ping\n>>> raw\nbox >>> datagram\nnode >>> 200 Message Received\nnode >>> close\n");
        var what = file.Statements.OfType<Sent>().Select(s => s.What).ToArray();
        Assert.That(what.Select(w => w.GetType().Name), Is.EqualTo(new[] { "RequestLine", "RequestLine", "Command", "Raw", "Datagram", "AnswerLine", "CloseLine" }));
        Assert.That(((RequestLine)what[0]).Version, Is.EqualTo("HTTP/1.0"));
        Assert.That(((Sent)file.Statements[0]).HeldAs, Is.EqualTo("p"));
        Assert.That(((RequestLine)what[1]).Methods, Is.EqualTo(new[] { "${m}" }));
        Assert.That(what[5], Is.EqualTo(new AnswerLine(200, "Message Received")));
        Assert.That(((Sent)file.Statements[1]).Actor, Is.EqualTo("bob"));
    }

    [Test]
    public void Everything_that_can_come_back_and_alternatives_inherit_the_speaker()
    {
        var file = Body("bob <<< 4xx|501  # setup\nor <<< closed  # setup\nor bob <<< 207  # setup\nbox <<< NOTIFY ${box}/510  # setup\nbox <<< nothing  # setup\n");
        var options = file.Statements.OfType<Received>().SelectMany(r => r.Options).ToArray();
        Assert.That(options.Select(o => o.What.GetType().Name), Is.EqualTo(new[] { "StatusLine", "ClosedLine", "StatusLine", "ArrivalLine", "NothingLine" }));
        Assert.That(options.Take(3).Select(o => o.Actor), Is.All.EqualTo("bob"));
        Assert.That(options.Take(3).Select(o => o.InheritsActor), Is.EqualTo(new[] { false, true, false }));
        var set = ((StatusLine)options[0].What).Statuses;
        Assert.That((set.Holds(404), set.Holds(501), set.Holds(500)), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void Headers_have_these_forms_and_alternatives()
    {
        var headers = Answer("    A: x # y\n    or A:z\n    B?: 1\n    C has m\n    no D\n    E:\n    exactly F: 1\n").Headers;
        Assert.That(headers.Select(h => h.First.Form), Is.EqualTo(new[] { HeaderForm.Is, HeaderForm.IsIfPresent, HeaderForm.Has, HeaderForm.Absent, HeaderForm.Is, HeaderForm.Exactly }));
        Assert.That(headers[0].Options.Select(o => o.Value.Source), Is.EqualTo(new[] { "x # y", "z" }));
        Assert.That(headers[4].First.Value, Is.EqualTo(Template.Empty));
    }

    [TestCase(@"a\r\n\t\\\x00\#\${b}", "a\r\n\t\\\0#${b}")]
    [TestCase("$ {} $x #", "$ {} $x #")]
    public void Escapes_are_read(string source, string text) =>
        Assert.That(((LiteralPart)Answer($"    X: {source}\n").Headers[0].First.Value.Parts.Single()).Text, Is.EqualTo(text));

    [Test]
    public void Holes_put_in_and_take_out()
    {
        var parts = Answer("    X: ${a}${b.uri}${c+5}${d-1:hex}${e:id}${:int 1..}${f:int ..a}\n").Headers[0].First.Value.Parts;
        Assert.That(parts.Take(5), Is.EqualTo(new TemplatePart[]
        {
            new UsePart("a", null, 0, false), new UsePart("b", "uri", 0, false), new UsePart("c", null, 5, false),
            new UsePart("d", null, -1, true), new CapturePart("e", ValueKind.Id, null),
        }));
        Assert.That(((CapturePart)parts[5]).Range, Is.EqualTo(new Conformance.Harness.Language.Range(new Bound(1, null, null), null, "1..")));
        Assert.That(((CapturePart)parts[6]).Range!.To!.Use!.Name, Is.EqualTo("a"));
    }

    [Test]
    public void Bodies_keep_their_margins_and_hexadecimal_lines_their_holes()
    {
        var body = Answer("    | a\n    |- b\n    ||\n    0x 03 ff ${i.id:hex}\n").Body!;
        Assert.That(body.Lines.OfType<TextBodyLine>().Select(l => l.Margin), Is.EqualTo(new[] { "|", "|-", "||" }));
        Assert.That(LineText.Of(body.Lines[3]), Is.EqualTo("0x 03 FF ${i.id:hex}"));
        Assert.That(((LiteralPart)BodyText.Join(body).Parts[0]).Bytes, Is.EqualTo("a\nb\r\n\u0003"u8.ToArray().Append((byte)0xFF)));
    }

    [Test]
    public void Every_clause_is_known()
    {
        const string Source = "  xml in order\n    D:a\n  wbxml\n    Ping:Ping\n  properties of ${x}\n    D:b\n  multistatus of hrefs\n    any : x\n  each id once\n  manifest\n    no other rows\n  empty body\n  eventually\n  next\n  status 475\n  contains a b\n  arrives ${h-1}s..${h+5}s\n  or arrives ..10s\n  every 1s..2s\n  times 0\n  bytes ..9\n";
        var clauses = Answer(Source).Clauses;
        Assert.That(clauses.Select(c => c.First.GetType().Name), Is.EqualTo(new[]
        {
            "TreeClause", "TreeClause", "PropertiesClause", "MultistatusClause", "EachOnceClause", "ManifestClause", "EmptyBodyClause",
            "EventuallyClause", "NextClause", "StatusClause", "ContainsClause", "MeasureClause", "MeasureClause", "MeasureClause", "MeasureClause",
        }));
        Assert.That(clauses[11].Options, Has.Length.EqualTo(2));
        Assert.That(((MeasureClause)clauses[13].First).Range.To!.Number, Is.EqualTo(0));
    }

    [Test]
    public void A_tree_nests_alternatives_with_all_below_them()
    {
        var tree = (TreeClause)Answer("  xml\n    D:r\n      one X:a 1\n        @T:dt int\n      or no li\n        D:z\n      only D:c\n      exactly D:d x  y\n      each D:e\n").Clauses[0].First;
        var children = tree.Nodes[0].First.Children;
        Assert.That(children.Select(c => c.First.Quantifier), Is.EqualTo(new[] { Quantifier.One, Quantifier.Only, Quantifier.Exactly, Quantifier.Each }));
        Assert.That(children[0].Options[0].Children[0].First, Has.Property("IsAttribute").True.And.Property("Prefix").EqualTo("T"));
        Assert.That(children[0].Options[1], Has.Property("Quantifier").EqualTo(Quantifier.No).And.Property("Prefix").Null);
        Assert.That(children[0].Options[1].Children[0].First.Name, Is.EqualTo("z"));
        Assert.That(children[2].First.Value!.Source, Is.EqualTo("x  y"));
    }

    [Test]
    public void Manifest_rows_and_parts_have_their_forms()
    {
        var clauses = Answer("  manifest\n    collblob ${b:text}\n    or no collblob\n    change ${a}\n      D:p 1\n    or new ${a}\n    delete uid ${u}\n  multistatus of ids\n    ${first:status} : s\n    or 4xx|501 : a b\n").Clauses;
        var rows = ((ManifestClause)clauses[0].First).Lines;
        Assert.That(rows.Select(r => r.Options.Length), Is.EqualTo(new[] { 2, 2, 1 }));
        Assert.That(((ManifestRow)rows[1].First).Nodes[0].First.Name, Is.EqualTo("p"));
        Assert.That((ManifestRow)rows[2].First, Has.Property("ByUid").True.And.Property("Type").EqualTo(ChangeType.Delete));
        var part = ((MultistatusClause)clauses[1].First).Parts.Single();
        Assert.That(part.First.Statuses.Hole, Is.EqualTo(new CapturePart("first", ValueKind.Status, null)));
        Assert.That(part.Options[1].Names, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Tags_judge_and_are_inherited_from_the_nearest_line_above_with_less_indentation()
    {
        var answer = (Received)Body("<<< 207  # MUST A-1,A-2 reading R/x note N; OBS B-1\n    H: 1\n  xml\n    D:r  # MAY C-1\n      D:s\n    D:t\n").Statements[0];
        var option = answer.Options[0];
        Assert.That(option.Tag!.Judgements[0].Requirements, Is.EqualTo(new[] { "A-1", "A-2" }));
        Assert.That((option.Tag.Judgements[0].Reading, option.Tag.Judgements[0].Note, option.Tag.Judgements[1].Level), Is.EqualTo(("R/x", "N", Level.Observed)));
        Assert.That(option.Headers[0].First, Has.Property("OwnTag").Null.And.Property("Tag").SameAs(option.Tag));
        var nodes = ((TreeClause)option.Clauses[0].First).Nodes;
        Assert.That(nodes[0].First.Children[0].First.Tag!.Source, Is.EqualTo("MAY C-1"));
        Assert.That(nodes[1].First.Tag, Is.SameAs(option.Tag));
    }

    [Test]
    public void Client_scenarios_have_windows_and_sets_of_methods()
    {
        var file = Parse("scenario a\n  side     client\n\nwhenever start\nexpect\n>>> PROPFIND|GET ${p:path}  # MUST A-1\n  times 0\nuntil\n");
        Assert.That(file.Statements.Select(s => s.GetType().Name), Is.EqualTo(new[] { "Whenever", "Expect", "Sent", "Until" }));
        Assert.That(((Whenever)file.Statements[0]).Start, Is.True);
        var sent = (Sent)file.Statements[2];
        Assert.That(((RequestLine)sent.What).Methods, Is.EqualTo(new[] { "PROPFIND", "GET" }));
        Assert.That(sent.Clauses[0].First.Tag, Is.SameAs(sent.Tag));
    }

    [Test]
    public void Comments_keep_line_and_place_and_finally_stands_alone()
    {
        var file = Body("# above\nfinally\n  # inside\n#! FAIL\n");
        Assert.That(file.Comments, Is.EqualTo(new[] { new Comment(3, 0, "# above"), new Comment(5, 2, "# inside"), new Comment(6, 0, "#! FAIL") }));
        Assert.That(file.Statements.Single(), Is.InstanceOf<Finally>());
    }

    static Expectation Answer(string below) => ((Received)Body($"<<< 200  # setup\n{below}").Statements[0]).Options[0];

    static ScenarioFile Body(string text) => Parse($"scenario a\n  title    t\n{text}");

    static ScenarioFile Parse(string text) => ScenarioParser.Parse("a.scenario", text).Require();
}
