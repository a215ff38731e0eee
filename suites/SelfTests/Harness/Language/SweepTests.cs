using Conformance.Harness.Language;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Language;

[Parallelizable(ParallelScope.All)]
public class SweepTests
{
    [Test]
    public void Two_tables_make_the_product_and_row_tags_replace_row()
    {
        var runs = Expand("sweep  status\n       400|422  # MUST A-1\n       4xx  # SHOULD A-2\nsweep  v | needs | reading\n       12.1 | version.12.1 | version/12\n       14.1 | |\n\n>>> GET /${v}\n<<< ${status}  # row\n");
        Assert.That(runs.Select(r => r.Row), Is.EqualTo(new[] { "status=400|422 v=12.1", "status=400|422 v=14.1", "status=4xx v=12.1", "status=4xx v=14.1" }));
        Assert.That(runs[0].AddedNeeds, Is.EqualTo(new[] { "version.12.1" }));
        Assert.That(runs.Select(r => r.ForcedReading), Is.EqualTo(new[] { "version/12", null, "version/12", null }));
        var answer = runs[2].Concrete.Statements.OfType<Received>().Single().Options[0];
        Assert.That(answer.Tag!.Judgements[0].Requirements, Is.EqualTo(new[] { "A-2" }));
        Assert.That(((StatusLine)answer.What).Statuses.Holds(499), Is.True);
        Assert.That(answer.Line, Is.EqualTo(11));
    }

    [Test]
    public void A_cell_may_hold_a_stimulus_names_bytes_or_nothing()
    {
        var run = Expand("sweep  action | fires | bytes\n       ${item} is changed | a b | 03 FF\n       the server restarts | | 00\n\nwhen   ${action}\n>>> POLL /x\n    0x ${bytes}\n<<< 207  # setup\n  multistatus of ids\n    200 : ${fires}\n    any : c\n");
        Assert.That(run[0].Concrete.Statements.OfType<When>().Single().Events[0].Sentence.Uses.Single().Name, Is.EqualTo("item"));
        Assert.That(Parts(run[0])[0].First.Names, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Parts(run[1])[0].First.Names, Is.Empty);
        var hex = (HexBodyLine)run[0].Concrete.Statements.OfType<Sent>().Single().Body!.Lines[0];
        Assert.That(((LiteralPart)hex.Bytes.Parts.Single()).Bytes, Is.EqualTo(new byte[] { 3, 0xFF }));
    }

    [Test]
    public void An_escaped_hole_stays_text_and_an_empty_cell_at_the_end_of_a_body_line_keeps_its_blank()
    {
        var run = Expand("sweep  a | b\n       1 |\n\n>>> GET /x\n    | \\${a} ${a} ${b}\n")[0];
        Assert.That(run.Concrete.Statements.OfType<Sent>().Single().Body!.Lines[0], Is.InstanceOf<TextBodyLine>());
        var text = ((TextBodyLine)run.Concrete.Statements.OfType<Sent>().Single().Body!.Lines[0]).Text;
        Assert.That(((LiteralPart)text.Parts.Single()).Text, Is.EqualTo("${a} 1 "));
    }

    [Test]
    public void Built_in_lists_come_from_the_caller_and_an_empty_one_leaves_no_run()
    {
        var file = Parse("sweep  v from announced versions\n\n>>> GET /${v}\n");
        Assert.That(SweepExpansion.Expand(file, _ => ["2.5", "16.1"]).Runs.Select(r => r.Row), Is.EqualTo(new[] { "v=2.5", "v=16.1" }));
        Assert.That(SweepExpansion.Expand(file, _ => []).Runs, Is.Empty);
    }

    [Test]
    public void A_cell_that_cannot_stand_where_it_is_put_is_refused_at_that_line()
    {
        var expanded = SweepExpansion.Expand(Parse("sweep  s\n       abc\n\n<<< ${s}  # setup\n"), SweepExpansion.Samples);
        Assert.That(expanded.Runs, Is.Empty);
        Assert.That(expanded.Diagnostics.Single().Line, Is.EqualTo(6));
    }

    [Test]
    public void A_file_without_tables_is_its_own_only_run()
    {
        var file = Parse("then   +1s\n");
        Assert.That(SweepExpansion.Expand(file, _ => null).Runs.Single().Concrete, Is.SameAs(file));
    }

    static System.Collections.Immutable.ImmutableArray<Choice<PartitionLine>> Parts(ScenarioRun run) =>
        ((MultistatusClause)run.Concrete.Statements.OfType<Received>().Single().Options[0].Clauses[0].First).Parts;

    static System.Collections.Immutable.ImmutableArray<ScenarioRun> Expand(string body)
    {
        var expanded = SweepExpansion.Expand(Parse(body), SweepExpansion.Samples);
        Assert.That(string.Join("\n", expanded.Diagnostics), Is.Empty);
        return expanded.Runs;
    }

    static ScenarioFile Parse(string body) => ScenarioParser.Parse("a.scenario", "scenario a\n  title    t\n" + body).Require();
}
