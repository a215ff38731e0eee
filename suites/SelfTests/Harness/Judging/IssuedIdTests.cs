using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

/// <summary>C-01: one page puts the id of a new subscription into a body, every client reads a header.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class IssuedIdTests
{
    const string Line = "<<< 200  # MUST A-01\n    Subscription-ID: ${s:id}";

    [Test]
    public void An_id_in_the_header_is_taken_without_a_note()
    {
        var result = new Trial(Line).Of("HTTP/1.1 200 OK\nSubscription-ID: 15\n\n");
        Assert.That(result.Captured("s"), Is.EqualTo("15"));
        Assert.That(result["Subscription-ID"].Notes, Is.Empty);
    }

    [Test]
    public void An_id_in_the_body_is_taken_and_noted()
    {
        var result = new Trial(Line).Of($"HTTP/1.1 200 OK\n\n{Body("HTTP/1.1 200 OK", "15")}");
        Assert.That(result.Captured("s"), Is.EqualTo("15"));
        Assert.That(result["Subscription-ID"].Notes, Is.EqualTo(new[] { "ID-IN-BODY" }));
    }

    [TestCase("HTTP/1.1 412 Precondition Failed", "15")]
    [TestCase("HTTP/1.1 200 OK", "15</li><li>16")]
    [TestCase("HTTP/1.1 200 OK", "fifteen")]
    public void A_body_that_gives_no_one_id_is_none(string status, string id) =>
        Assert.That(new Trial(Line).Of($"HTTP/1.1 200 OK\n\n{Body(status, id)}").Missed, Is.EqualTo(new[] { "Subscription-ID: ${s:id}" }));

    [Test]
    public void The_body_stands_for_no_other_header() =>
        Assert.That(
            new Trial("<<< 200  # MUST A-01\n    X-Id: ${s:id}").Of($"HTTP/1.1 200 OK\n\n{Body("HTTP/1.1 200 OK", "15")}").Holds, Is.False);

    [Test]
    public void A_line_that_forbids_the_header_looks_at_the_header_only() =>
        Assert.That(
            new Trial("<<< 200  # MUST A-01\n    no Subscription-ID").Of($"HTTP/1.1 200 OK\n\n{Body("HTTP/1.1 200 OK", "15")}").Holds);

    static string Body(string status, string ids) =>
        "<a:multistatus xmlns:a=\"DAV:\" xmlns:b=\"http://schemas.microsoft.com/Exchange/\"><a:response><a:href>/folder/</a:href>"
        + $"<a:status>{status}</a:status><b:subscriptionID><li>{ids}</li></b:subscriptionID></a:response></a:multistatus>";
}
