using System.Collections.Immutable;
using Conformance.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public class LoginTests
{
    const string Sent = "Basic YWxpY2U6Z2VoZWlt";

    static RunReport Redacted(params (string User, string Password)[] logins)
    {
        var transcript = ImmutableArray.Create(Runs.Sent("POLL", "/folder/", "", ("Host", "127.0.0.1:8080"), ("Authorization", Sent)));
        var run = Runs.Case(Verdict.Failed, [Runs.Line(Verdict.Failed) with { Exchange = 0 }], [.. transcript]);
        return new Redaction(["geheim"], logins).Apply(Runs.Of(Runs.Scenario(Runs.Failing, Verdict.Failed, run)));
    }

    static string Curl(RunReport report) => Reproduction.Of(report, Finding.Of(report, Verdict.Failed)[0])[0];

    [Test]
    public void A_known_log_on_keeps_its_user_and_loses_its_password_in_parts_and_bytes()
    {
        var message = Redacted(("alice", "geheim")).Scenarios[0].Cases[0].Transcript[0].Message!;

        Assert.That(message["Authorization"], Is.EqualTo("Basic alice:***"));
        Assert.That(System.Text.Encoding.Latin1.GetString(message.Raw.Span), Does.Contain("Authorization: Basic alice:***\r\n"));
    }

    [Test]
    public void Redacting_twice_changes_nothing_more()
    {
        var once = Redacted(("alice", "geheim"));

        Assert.That(RunReportJson.Write(new Redaction([]).Apply(once)), Is.EqualTo(RunReportJson.Write(once)));
    }

    [Test]
    public void A_reproduction_asks_for_the_users_password_and_has_it_only_where_it_is_published()
    {
        var secret = Redacted(("alice", "geheim"));
        var published = secret with { PublishedPasswords = ImmutableDictionary<string, string>.Empty.Add("alice", "geheim") };

        Assert.That(Curl(secret), Does.Contain(" -u 'alice:'\"$PASSWORD_ALICE\"").Or.Contain(" -u alice:\"$PASSWORD_ALICE\""));
        Assert.That(Curl(published), Does.Contain(" -u alice:geheim "));
    }

    [Test]
    public void A_log_on_of_nobody_we_know_is_stars_alone() => Assert.That(Curl(Redacted()), Does.Contain("\"Authorization: $AUTHORIZATION\""));
}
