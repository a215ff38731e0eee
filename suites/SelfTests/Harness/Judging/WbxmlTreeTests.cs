using Conformance.Harness.Judging;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class WbxmlTreeTests
{
    const string Status2 = "03 01 6A 00 00 0D 45 47 03 32 00 01 49 4A 03 35 00 01 01 01";
    const string Status1 = "03 01 6A 00 00 0D 45 47 03 31 00 01 01";

    const string Fired = """
        <<< 200  # MUST PING-01
          wbxml in order
            Ping:Ping  # MUST PING-04
              one Status 2  # MUST PING-11
              one Folders  # MUST PING-06
                only Folder ${inbox}  # MUST PING-12
        """;

    [Test]
    public void A_tree_of_tokens_is_matched_by_page_and_name() =>
        Assert.That(Of(Fired, Status2).Holds, Is.True);

    [Test]
    public void Status_1_misses_the_status_and_the_folders()
    {
        var result = Of(Fired, Status1);
        Assert.That(result.Missed, Is.EqualTo(new[] { "one Status 2", "one Folders", "only Folder ${inbox}" }));
        Assert.That(result["one Status"].Actual, Is.EqualTo("'1' in /Ping:Ping/Ping:Status"));
    }

    [Test]
    public void A_second_folder_misses_only() =>
        Assert.That(Of(Fired, "03 01 6A 00 00 0D 45 47 03 32 00 01 49 4A 03 35 00 01 4A 03 36 00 01 01 01")["only"].Actual,
            Is.EqualTo("/Ping:Ping/Ping:Folders also has Ping:Folder '6'"));

    [Test]
    public void Alternatives_with_only_are_tried_in_order()
    {
        const string Lines = "<<< 200  # MUST A-01\n  wbxml\n    Ping:Ping\n      only Status 102\n      or only Status 1  # MUST A-02 note S1";
        Assert.That(Of(Lines, Status1).Holds, Is.True);
        Assert.That(Of(Lines, Status2).Holds, Is.False);
    }

    [Test]
    public void A_page_is_said_where_it_changes()
    {
        const string Lines = "<<< 200  # MUST A-01\n  wbxml\n    Provision:Provision\n      Settings:DeviceInformation\n        Set\n          Model Suite\n      Policies";
        const string Body = "03 01 6A 00 00 0E 45 00 12 56 48 57 03 53 75 69 74 65 00 01 01 01 00 0E 46 47 01 01 01";
        Assert.That(Of(Lines, Body).Holds, Is.True);
        Assert.That(Of(Lines.Replace("Settings:", "", StringComparison.Ordinal), Body).Holds, Is.False);
    }

    [TestCase("", "the body is empty")]
    [TestCase("03 01 6A 00 00 0D 45 5F 03 31 00 01 01", "tag 1F is unknown on page 13 Ping at byte 7")]
    [TestCase("3C 50 69 6E 67 2F 3E", "no WBXML")]
    public void Malformed_bytes_are_a_clear_miss(string bytes, string reason) =>
        Assert.That(Of(Fired, bytes)["Ping:Ping"].Actual, Does.Contain(reason));

    [Test]
    public void A_request_tree_becomes_the_documented_bytes()
    {
        const string Lines = "<<< 200  # MUST A-01\n  wbxml\n    Ping:Ping\n      HeartbeatInterval 80\n      Folders\n        Folder\n          Id ${inbox}\n          Class Email";
        var trial = new Trial(Lines).With("inbox", "5");
        var tree = (Conformance.Harness.Language.TreeClause)trial.Received().Options[0].Clauses[0].First;
        Assert.That(string.Join(' ', Conformance.Harness.Judging.Trees.WbxmlRequest.Of(tree, trial.Scope).Select(b => b.ToString("X2"))),
            Is.EqualTo("03 01 6A 00 00 0D 45 48 03 38 30 00 01 49 4A 4B 03 35 00 01 4C 03 45 6D 61 69 6C 00 01 01 01 01"));
    }

    static Result Of(string lines, string bytes) =>
        new Trial(lines).With("inbox", "5").OfBytes(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)));
}
