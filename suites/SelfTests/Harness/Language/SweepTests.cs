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
    public void A_sweep_over_announced_versions_has_a_run_for_each_that_needs_it_to_be_announced()
    {
        var runs = Expand("sweep  v from announced versions\n\n>>> GET /${v}\n");
        Assert.That(runs.Select(r => r.Row), Is.EqualTo(new[] { "v=2.5", "v=12.0", "v=12.1", "v=14.0", "v=14.1", "v=16.0", "v=16.1" }));
        Assert.That(runs[0].AddedNeeds, Is.EqualTo(new[] { "version.2.5" }));
    }

    [Test]
    public void Other_built_in_lists_need_nothing_and_multiply()
    {
        var runs = Expand("sweep  f from query forms\nsweep  n from namespace forms\n\n>>> GET /${f}/${n}\n");
        Assert.That(runs.Select(r => r.Row), Is.EqualTo(new[] { "f=plain n=http", "f=plain n=https", "f=base64 n=http", "f=base64 n=https" }));
        Assert.That(runs.SelectMany(r => r.AddedNeeds), Is.Empty);
    }

    [Test]
    public void A_cell_that_cannot_stand_where_it_is_put_is_refused_at_that_line()
    {
        var expanded = SweepExpansion.Expand(Parse("sweep  s\n       abc\n\n<<< ${s}  # setup\n"));
        Assert.That(expanded.Runs, Is.Empty);
        Assert.That(expanded.Diagnostics.Single().Line, Is.EqualTo(6));
    }

    [Test]
    public void A_file_without_tables_is_its_own_only_run()
    {
        var file = Parse("then   +1s\n");
        Assert.That(SweepExpansion.Expand(file).Runs.Single().Concrete, Is.SameAs(file));
    }

    static System.Collections.Immutable.ImmutableArray<Choice<PartitionLine>> Parts(ScenarioRun run) =>
        ((MultistatusClause)run.Concrete.Statements.OfType<Received>().Single().Options[0].Clauses[0].First).Parts;

    static System.Collections.Immutable.ImmutableArray<ScenarioRun> Expand(string body)
    {
        var expanded = SweepExpansion.Expand(Parse(body));
        Assert.That(string.Join("\n", expanded.Diagnostics), Is.Empty);
        return expanded.Runs;
    }

    static ScenarioFile Parse(string body) => ScenarioParser.Parse("a.scenario", "scenario a\n  title    t\n" + body).Require();
}
