using Conformance.Server.Faults;
using NUnit.Framework;

namespace Conformance.SelfTests.Faults;

/// <summary>The tools by which wire faults rewrite an answer leave the rest of it as it was.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WireAnswerTests
{
    static readonly WireAnswer answer = new(
        "POLL", "HTTP/1.1 207 Multi-Status\r\nContent-Length: 3\r\nSubscription-ID: 8,11\r\nServer: x\r\n", "abc"u8.ToArray());

    [Test]
    public void A_new_body_has_its_own_length()
    {
        Assert.That(answer.WithText("four").Head, Does.Contain("\r\nContent-Length: 4\r\n"));
    }

    [Test]
    public void A_status_is_replaced_with_its_phrase()
    {
        Assert.That(answer.WithStatus(500, "No").Head, Does.StartWith("HTTP/1.1 500 No\r\nContent-Length: 3\r\n"));
        Assert.That(answer.WithStatus(500, "No").Status, Is.EqualTo(500));
    }

    [Test]
    public void A_header_is_found_and_taken_away_in_any_case()
    {
        Assert.That(answer["subscription-id"], Is.EqualTo("8,11"));
        Assert.That(answer.Without("SUBSCRIPTION-ID")["Subscription-ID"], Is.Null);
        Assert.That(answer.Without("Absent"), Is.EqualTo(answer));
    }

    [Test]
    public void Ids_are_changed_where_there_are_any()
    {
        Assert.That(answer.MapIds(ids => ids.Take(1))["Subscription-ID"], Is.EqualTo("8"));
        var without = answer.Without("Subscription-ID");
        Assert.That(without.MapIds(ids => ids.Take(1)), Is.EqualTo(without));
    }

    [TestCase("POLL", 207, true)]
    [TestCase("POLL", 412, false)]
    [TestCase("SUBSCRIBE", 207, false)]
    public void It_knows_what_it_answers(string method, int status, bool expected)
    {
        Assert.That(answer.Answers(method, status), Is.EqualTo(expected));
    }
}
