using Conformance.Harness.Judging;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class ManifestTests
{
    const string Lines = """
        <<< 207  # MUST REPL-14
          manifest
            collblob ${blob:text}  # MUST REPL-24
            change ${a}  # MUST REPL-16
              M:Size 1000  # MUST SQL-36
            change ${d}  # MUST REPL-17
            or new ${d}  # MUST REPL-17 note CHANGETYPE-NEW
            delete uid ${gone}  # MUST REPL-20
            no other rows  # MUST REPL-07
        """;

    static readonly string A = Row("/folder/a", "rid:1", null, "<Size xmlns='urn:test:m'>1000</Size>");
    static readonly string D = Row("d", "rid:2", "change");
    static readonly string Gone = Row("/folder/old", "rid:3", "delete");

    [Test]
    public void Rows_are_found_by_href_or_uid_in_any_order()
    {
        var result = Manifest("blob2", Gone, D, A);
        Assert.That(result.Holds, Is.True, result.ToString());
        Assert.That(result.Captured("blob"), Is.EqualTo("blob2"));
    }

    [Test]
    public void A_new_row_takes_the_alternative_with_its_note()
    {
        var result = Manifest("b", A, Row("d", "rid:2", "new"), Gone);
        Assert.That(result.Holds, Is.True);
        Assert.That(result["or new"].Outcome, Is.EqualTo(Outcome.Held));
    }

    [Test]
    public void A_row_that_is_missing_misses_its_lines()
    {
        var result = Manifest("b", D, Gone);
        Assert.That(result.Missed, Is.EqualTo(new[] { "change ${a}", "M:Size 1000" }));
        Assert.That(result["change ${a}"].Actual, Does.StartWith("no such row; the rows are change d uid rid:2"));
    }

    [Test]
    public void A_row_of_another_changetype_is_shown()
    {
        var result = Manifest("b", A, D, Row("/folder/old", "rid:3", "change"));
        Assert.That(result["delete"].Actual, Is.EqualTo("the row is change /folder/old uid rid:3"));
        Assert.That(result["no other"].Outcome, Is.EqualTo(Outcome.Missed));
    }

    [Test]
    public void A_row_twice_is_another_row() =>
        Assert.That(Manifest("b", A, D, Gone, A).Missed, Is.EqualTo(new[] { "no other rows" }));

    [Test]
    public void Properties_of_a_row_are_its_own() =>
        Assert.That(Manifest("b", A.Replace("1000", "1001", StringComparison.Ordinal), D, Gone).Missed, Is.EqualTo(new[] { "M:Size 1000" }));

    [Test]
    public void Without_a_collblob_its_line_misses() =>
        Assert.That(Manifest(null, A, D, Gone)["collblob"].Actual, Is.EqualTo("no R:collblob"));

    [Test]
    public void No_collblob_holds_for_an_empty_repl_element()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  manifest\n    no collblob\n    no other rows");
        Assert.That(trial.OfBody(MultistatusTests.Body("<R:repl/>")).Holds, Is.True);
        Assert.That(trial.OfBody(MultistatusTests.Body("<R:repl><R:collblob>b</R:collblob></R:repl>")).Missed, Is.EqualTo(new[] { "no collblob" }));
        Assert.That(trial.OfBody(MultistatusTests.Body("<R:repl/>", A)).Missed, Is.EqualTo(new[] { "no other rows" }));
    }

    [Test]
    public void A_changetype_inside_a_propstat_is_read_too() =>
        Assert.That(new Trial("<<< 207  # MUST A-01\n  manifest\n    delete uid ${gone}").With("gone", "rid:3")
            .OfBody(MultistatusTests.Body(Row("/x", "rid:3", null, "<R:changetype>delete</R:changetype>"))).Holds, Is.True);

    static Result Manifest(string? blob, params string[] rows) => new Trial(Lines)
        .WithResource("a", "/folder/a").WithResource("d", "/folder/d").With("gone", "rid:3")
        .OfBody(MultistatusTests.Body([blob is null ? "" : $"<R:repl><R:collblob>{blob}</R:collblob></R:repl>", .. rows]));

    static string Row(string href, string uid, string? type, string properties = "") =>
        $"<D:response><D:href>{href}</D:href><D:propstat><D:status>HTTP/1.1 200 OK</D:status><D:prop><R:repl-uid>{uid}</R:repl-uid>{properties}</D:prop></D:propstat>"
        + (type is null ? "" : $"<R:changetype>{type}</R:changetype>") + "</D:response>";
}
