using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Proof;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;
using Conformance.SelfTests.Harness.Judging;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Proof;

/// <summary>The prover finds lines that cannot fail, and is content with those that can.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StatementProofTests
{
    const string Unmoved = "no mutation makes it miss";
    const string Excused = "an alternative holds whenever it is missed";
    const string Tree = "HTTP/1.1 200 OK\nContent-Type: text/xml\nX-Other: 5\n\n<a><b k='1'>1</b><c>two</c></a>";

    static readonly string split = "HTTP/1.1 207 Multi-Status\nSubscription-ID: 11\n\n"
        + MultistatusTests.Body(MultistatusTests.Ids(200, "11"), MultistatusTests.Ids(204, "8", "9"));

    [TestCase("<<< 200  # MUST A-01\n    Content-Type: text/xml")]
    [TestCase("<<< 200  # MUST A-01\n    X-Other: ${:int 1..9}")]
    [TestCase("<<< 200  # MUST A-01\n    X-Other?: 5")]
    [TestCase("<<< 200  # MUST A-01\n    X-Absent?: 5")]
    [TestCase("<<< 200  # MUST A-01\n    no X-Absent")]
    [TestCase("<<< 2xx  # MUST A-01\n  status 200")]
    [TestCase("<<< 200  # MUST A-01\n  arrives ..5s")]
    [TestCase("<<< 200  # MUST A-01\n  times 1\n  bytes ..500")]
    [TestCase("<<< 200  # MUST A-01\n  contains two")]
    [TestCase("<<< 200  # MUST A-01\n    | <a><b k='1'>1</b><c>two</c></a>")]
    [TestCase("<<< 200  # MUST A-01\n  xml in order\n    a\n      one b 1\n        @k 1\n        no @l\n      c two")]
    [TestCase("<<< 200  # MUST A-01\n  xml\n    a\n      only b ${:int}\n      only c\n      no d")]
    [TestCase("<<< 200  # MUST A-01\n  xml\n    a\n      exactly c two\n      each d ${:int}\n      no b 2")]
    [TestCase("<<< 200  # MUST A-01\n  xml\n    a\n      each b\n        no e\n          f")]
    public void A_line_that_can_fail_is_proved(string expected) => Assert.That(new Proving(expected).Unproved(Tree), Is.Empty);

    [Test]
    public void The_parts_of_a_multi_status_are_proved() =>
        Assert.That(
            new Proving("<<< 207  # MUST A-01\n    Subscription-ID?: ${s11}\n  multistatus of ids\n    200 : s11\n    204 : s8 s9\n  each id once")
                .With("s11", "11").With("s8", "8").With("s9", "9").Unproved(split), Is.Empty);

    [Test]
    public void The_taken_one_of_two_answers_is_proved() =>
        Assert.That(
            new Proving("<<< 412  # MUST A-01 reading C-03/outer\n    X: ${:text}\nor <<< 207  # MUST A-01 reading C-03/inner\n  multistatus of ids\n    200 : s11\n    204 : s8 s9")
                .With("s11", "11").With("s8", "8").With("s9", "9").Unproved(split), Is.Empty);

    [TestCase("<<< 200  # MUST A-01\n  status 1xx|2xx|3xx|4xx|5xx", "status 1xx|2xx|3xx|4xx|5xx")]
    [TestCase("<<< 200  # MUST A-01\n  arrives 0s..", "arrives 0s..")]
    [TestCase("<<< 200  # MUST A-01\n  bytes 0..", "bytes 0..")]
    [TestCase("<<< 200  # MUST A-01\n  xml\n    a\n      each d", "each d")]
    public void A_line_that_cannot_fail_is_found(string expected, string line) =>
        Assert.That(new Proving(expected).Unproved(Tree), Is.EqualTo(new[] { $"{line}: {Unmoved}" }));

    [Test]
    public void Alternatives_that_leave_nothing_out_are_found() =>
        Assert.That(
            new Proving("<<< 2xx  # MUST A-01\n  status 200\n  or status 2xx").Unproved(Tree),
            Is.EqualTo(new[] { $"status 200: {Excused}" }));

    [Test]
    public void The_absence_of_a_message_is_proved() =>
        Assert.That(
            new Proving("box <<< nothing  # MUST A-01").With("box", "http://h/").Unproved(
                new Observation(new NoAnswer(NoAnswerCause.TimedOut, "nothing came", default, TimeSpan.Zero), Trial.Request, 0)), Is.Empty);

    [Test]
    public void A_closed_connection_is_proved() =>
        Assert.That(
            new Proving("<<< closed  # MUST A-01").Unproved(
                new Observation(new NoAnswer(NoAnswerCause.Closed, "closed", default, TimeSpan.Zero), Trial.Request)), Is.Empty);

    [Test]
    public void An_answer_that_missed_something_proves_nothing()
    {
        var trial = new Trial("<<< 200  # MUST A-01\n    X-Other: 6");
        var proof = new StatementProof();
        var seen = new Observation(new Answered(Messages.Parse(Tree), [], TimeSpan.Zero), Trial.Request);
        proof.Add(new JudgedMoment(trial.Received(), seen, trial.Context()));
        Assert.That(proof.Lines, Is.Empty);
    }

    [TestCase("a != b", true)]
    [TestCase("a < b", true)]
    [TestCase("at most one of a, b is 200", true)]
    [TestCase("at least one of a, b is 1", true)]
    [TestCase("a = a", false)]
    public void A_relation_is_proved_by_other_values(string relation, bool isProved)
    {
        var check = (Check)ScenarioParser.Parse("a.b.scenario", $"scenario a.b\n\ncheck  {relation}  # MUST A-01\n").Require().Statements[0];
        var proof = new StatementProof();
        proof.Add(new CheckedMoment(check, Scope.Empty.Bind("a", "1").Bind("b", "2")));
        Assert.That(proof.Lines.Select(line => line.IsProved), Is.EqualTo(new[] { isProved }));
    }

    [Test]
    public void An_open_request_is_proved_by_one_that_stirs()
    {
        var still = (Still)ScenarioParser.Parse("a.b.scenario", "scenario a.b\n\nstill  p is open  # MUST A-01\n").Require().Statements[0];
        var proof = new StatementProof();
        proof.Add(new StillMoment(still));
        Assert.That(proof.Lines.Select(line => line.IsProved), Is.EqualTo(new[] { true }));
    }
}
