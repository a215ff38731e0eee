using NUnit.Framework;

namespace Conformance.SelfTests.Server.ActiveSync;

/// <summary>What a Ping may say, and in which order.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PingSchemaTests
{
    const string Folder = "<Folder><Id>1</Id><Class>Email</Class></Folder>";

    [TestCase("", "an element that says nothing")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Folders/>", "an empty list")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><HeartbeatInterval>80</HeartbeatInterval><Folders>" + Folder + "</Folders>", "two intervals")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Folders>" + Folder + Folder + "</Folders>", "a folder twice")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Status>1</Status>", "an element of answers")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Email:Subject>1</Email:Subject>", "an element of another page")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval>text", "text of its own")]
    [TestCase("<HeartbeatInterval>abc</HeartbeatInterval>", "letters")]
    [TestCase("<HeartbeatInterval/>", "no number")]
    [TestCase("<HeartbeatInterval>1.5</HeartbeatInterval>", "a fraction")]
    [TestCase("<HeartbeatInterval>6e1</HeartbeatInterval>", "an exponent")]
    [TestCase("<HeartbeatInterval>٦٠</HeartbeatInterval>", "digits of another script")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Folders><Folder><Id>1</Id></Folder></Folders>", "no class")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Folders><Folder><Class>Email</Class></Folder></Folders>", "no id")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Folders><Folder><Id>1</Id><Class>SMS</Class></Folder></Folders>", "a class of Sync")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Folders><Folder><Id>1</Id><Class>email</Class></Folder></Folders>", "a class in another case")]
    public async Task A_document_that_breaks_the_schema_is_Status_4(string content, string what)
    {
        await using var host = await Phone.HostAsync();
        var document = content.Length == 0 ? "<Ping:Ping/>" : $"<Ping:Ping>{content}</Ping:Ping>";
        Assert.That((await new Phone(host).SendAsync("Ping", document)).Text, Is.EqualTo("<Ping:Ping><Status>4</Status></Ping:Ping>"), what);
    }

    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Folders>" + Folder + "</Folders>")]
    [TestCase("<Folders>" + Folder + "</Folders><HeartbeatInterval>80</HeartbeatInterval>")]
    [TestCase("<HeartbeatInterval>80</HeartbeatInterval><Folders><Folder><Class>Email</Class><Id>1</Id></Folder></Folders>")]
    public async Task Elements_stand_in_any_order(string content)
    {
        await using var host = await Phone.HostAsync();
        Assert.That((await new Phone(host).SendAsync("Ping", $"<Ping:Ping>{content}</Ping:Ping>")).One("Status"), Is.EqualTo("7"));
    }

    [TestCase(64, "7")]
    [TestCase(65, "4")]
    public async Task An_id_has_64_characters_at_most(int length, string status)
    {
        await using var host = await Phone.HostAsync();
        Assert.That((await new Phone(host).PingAsync(80, new string('1', length))).One("Status"), Is.EqualTo(status));
    }

    [TestCase("../")]
    [TestCase("%00")]
    [TestCase("'\"")]
    [TestCase("&lt;x&gt;")]
    [TestCase("\u202E5")]
    [TestCase("\U0010FFFF")]
    public async Task A_strange_id_is_an_unknown_one(string id)
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host);
        await phone.FolderAsync("Inbox");
        Assert.That((await phone.PingAsync(80, id)).One("Status"), Is.EqualTo("7"));
    }

    [TestCase("12.1", "4")]
    [TestCase("14.0", "7")]
    public async Task Notes_are_a_class_from_14_0_on(string version, string status)
    {
        await using var host = await Phone.HostAsync();
        var document = Phone.PingDocument(80, "1").Replace("Email", "Notes", StringComparison.Ordinal);
        Assert.That((await new Phone(host, version: version).SendAsync("Ping", document)).One("Status"), Is.EqualTo(status));
    }
}
