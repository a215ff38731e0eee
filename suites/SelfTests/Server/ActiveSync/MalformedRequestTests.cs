using Conformance.SelfTests.Protocol.Wbxml;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.ActiveSync;

/// <summary>The catalogue of malformed bytes, each sent as a Ping at every version.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MalformedRequestTests
{
    static IEnumerable<WbxmlFixture> Rows => WbxmlFixtures.Malformed.Where(row => row.Bytes.Length > 0 && row["coding"] is null);

    [Test]
    public async Task Each_row_is_answered_as_its_version_demands_and_the_server_lives_on(
        [Values("2.5", "12.0", "12.1", "14.0", "14.1", "16.0", "16.1")] string version)
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host, version: version);
        await phone.FolderAsync("Inbox");
        foreach (var row in Rows)
        {
            var reply = await phone.SendAsync("Ping", row.Bytes, type: row["type"] ?? "application/vnd.ms-sync.wbxml");
            var due = WbxmlFixtures.Answers[row["answer"]!][version[..2] is "2." or "12" ? "to-12.1" : "from-14.0"]!.Split(", ");
            // The id of the document is unknown here, so one that is read is answered Status 7.
            var given = reply.Status != 200 ? $"HTTP {reply.Status}" : $"Status {reply.One("Status")}";
            Assert.That(due.Select(word => word == "read" ? "Status 7" : word), Does.Contain(given), $"{row.Id} at {version}");
        }
        Assert.That((await phone.PingAsync(80, "zz")).One("Status"), Is.EqualTo("7"));
    }
}
