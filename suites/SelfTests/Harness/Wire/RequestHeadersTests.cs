using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

[Parallelizable(ParallelScope.All)]
public sealed class RequestHeadersTests
{
    static readonly AddedHeaders Added = new() { Host = "h", UserAgent = "u", Authorization = "Basic x", Scenario = "a.b" };

    [Test]
    public void The_harness_adds_what_the_scenario_is_silent_about() =>
        Assert.That(Complete("POLL", [], [], 0), Is.EqualTo("Host: h|User-Agent: u|Authorization: Basic x|X-Conformance: a.b"));

    [Test]
    public void A_written_header_replaces_the_added_one_whatever_its_case() =>
        Assert.That(
            Complete("POLL", [new("HOST", "mine"), new("authorization", "")], [], 0),
            Is.EqualTo("User-Agent: u|X-Conformance: a.b|HOST: mine|authorization: "));

    [Test]
    public void A_removed_header_is_not_added() =>
        Assert.That(Complete("POST", [], ["host", "Content-Length", "user-agent"], 0), Is.EqualTo("Authorization: Basic x|X-Conformance: a.b"));

    [Test]
    public void A_removed_name_that_is_written_stays() =>
        Assert.That(Complete("GET", [new("Host", "x")], ["Host", "User-Agent", "Authorization", "X-Conformance"], 0), Is.EqualTo("Host: x"));

    [Test]
    public void A_POST_without_a_body_has_a_length() =>
        Assert.That(Complete("POST", [], [], 0), Does.EndWith("|Content-Length: 0"));

    [Test]
    public void A_body_has_a_length() => Assert.That(Complete("PROPFIND", [], [], 12), Does.EndWith("|Content-Length: 12"));

    [Test]
    public void Other_methods_without_a_body_have_no_length() => Assert.That(Complete("SUBSCRIBE", [], [], 0), Does.Not.Contain("Content-Length"));

    [Test]
    public void Chunks_need_no_length() =>
        Assert.That(Complete("POST", [new("transfer-encoding", "chunked")], [], 5), Does.Not.Contain("Content-Length"));

    [Test]
    public void A_secret_does_not_show_in_the_text_of_the_added_headers() =>
        Assert.That((Added with { Others = [new("Cookie", "a=secret")] }).ToString(), Does.Not.Contain("Basic x").And.Not.Contain("secret"));

    static string Complete(string method, Header[] written, string[] removed, int bodyBytes) =>
        string.Join('|', RequestHeaders.Complete(method, written, removed, Added, bodyBytes).Select(h => $"{h.Name}: {h.Value}"));
}
