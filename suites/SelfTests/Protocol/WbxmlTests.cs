using Conformance.Protocol.Wbxml;
using NUnit.Framework;

namespace Conformance.SelfTests.Protocol;

[Parallelizable(ParallelScope.All)]
public sealed class WbxmlTests
{
    const string PingFull = "03 01 6A 00 00 0D 45 48 03 38 30 00 01 49 4A 4B 03 35 00 01 4C 03 45 6D 61 69 6C 00 01 01 01 01";

    [TestCase(PingFull, "Ping:Ping(HeartbeatInterval=80 Folders(Folder(Id=5 Class=Email)))")]
    [TestCase("03 01 6A 00 00 0D 05", "Ping:Ping")]
    [TestCase("03 01 6A 00 00 0D 45 48 03 38 30 00 01 09 01", "Ping:Ping(HeartbeatInterval=80 Folders)")]
    [TestCase("03 01 6A 00 00 0D 45 47 03 32 00 01 49 4A 03 31 32 33 34 00 01 4A 03 35 36 37 38 00 01 01 01", "Ping:Ping(Status=2 Folders(Folder=1234 Folder=5678))")]
    [TestCase("03 01 6A 00 00 0D 45 47 03 36 00 01 4D 03 32 30 30 00 01 01", "Ping:Ping(Status=6 MaxFolders=200)")]
    [TestCase("03 01 6A 00 00 07 56 52 03 30 00 01 01", "FolderHierarchy:FolderSync(SyncKey=0)")]
    [TestCase("03 01 6A 00 00 07 56 4C 03 31 00 01 52 03 31 00 01 4E 57 03 31 00 01 4F 48 03 35 00 01 49 03 30 00 01 47 03 49 6E 62 6F 78 00 01 4A 03 32 00 01 01 01 01",
        "FolderHierarchy:FolderSync(Status=1 SyncKey=1 Changes(Count=1 Add(ServerId=5 ParentId=0 DisplayName=Inbox Type=2)))")]
    [TestCase("03 01 6A 00 45 5C 4F 4B 03 31 00 01 52 03 35 00 01 13 55 03 31 30 30 00 01 01 01 01", "AirSync:Sync(Collections(Collection(SyncKey=1 CollectionId=5 GetChanges WindowSize=100)))")]
    [TestCase("03 01 6A 00 00 0E 45 00 12 56 48 57 03 53 75 69 74 65 00 01 5A 03 54 65 73 74 20 31 2E 30 00 01 60 03 45 61 73 53 75 69 74 65 2F 31 2E 30 00 01 01 01 00 0E 46 47 48 03 4D 53 2D 45 41 53 2D 50 72 6F 76 69 73 69 6F 6E 69 6E 67 2D 57 42 58 4D 4C 00 01 01 01 01",
        "Provision:Provision(Settings:DeviceInformation(Set(Model=Suite OS=Test 1.0 UserAgent=EasSuite/1.0)) Policies(Policy(PolicyType=MS-EAS-Provisioning-WBXML)))")]
    [TestCase("03 01 6A 00 00 05 45 46 47 03 35 3A 31 00 01 48 03 35 00 01 49 03 39 00 01 01 01", "Move:MoveItems(Move(SrcMsgId=5:1 SrcFldId=5 DstFldId=9))")]
    [TestCase("03 01 6A 00 45 5C 4F 4B 03 32 00 01 52 03 33 00 01 56 47 4C 03 63 31 00 01 5D 00 01 5E 03 50 72 6F 62 65 00 01 69 03 50 72 6F 62 65 00 01 01 01 01 01 01 01",
        "AirSync:Sync(Collections(Collection(SyncKey=2 CollectionId=3 Commands(Add(ClientId=c1 ApplicationData(Contacts:FileAs=Probe Contacts:LastName=Probe))))))")]
    [TestCase("03 01 6A 00 45 5C 4F 4B 03 32 00 01 52 03 35 00 01 56 48 4D 03 35 3A 31 00 01 5D 00 02 55 03 31 00 01 01 01 01 01 01 01",
        "AirSync:Sync(Collections(Collection(SyncKey=2 CollectionId=5 Commands(Change(ServerId=5:1 ApplicationData(Email:Read=1))))))")]
    public void A_documented_document_is_read_and_written_to_the_same_bytes(string bytes, string tree)
    {
        var read = WbxmlReader.Read(Bytes(bytes));
        Assert.That(Show(read, "").Replace("Settings:Set(", "Set(", StringComparison.Ordinal), Is.EqualTo(tree));
        Assert.That(Hex(WbxmlWriter.Write(read)), Is.EqualTo(bytes));
    }

    [TestCase("03 01 6A 00 00 0D 00 0D 45 00 0D 48 03 38 30 00 01 01", Description = "redundant switches")]
    [TestCase("03 01 6A 00 00 07 00 0D 45 48 03 38 30 00 01 01", Description = "a double switch")]
    [TestCase("03 01 6A 00 00 0D 45 48 C3 02 38 30 01 01", Description = "opaque for text")]
    public void Odd_but_legal_bytes_are_read(string bytes) =>
        Assert.That(WbxmlReader.Read(Bytes(bytes)).Children.Single().Name, Is.EqualTo("HeartbeatInterval"));

    [TestCase("", 0, "ends early")]
    [TestCase("03 01 6A", 3, "ends early")]
    [TestCase("7F 01 6A 00", 0, "not 7F")]
    [TestCase("03 01 04 00", 2, "not 04")]
    [TestCase("03 01 6A 00", 4, "end where an element is due")]
    [TestCase("03 01 6A 00 01", 4, "an END without an element")]
    [TestCase("03 01 6A 00 00", 5, "number of a code page")]
    [TestCase("03 01 6A 00 00 1E 45", 5, "code page 30 is unknown")]
    [TestCase("03 01 6A 00 00 0D 45 5F 03 31 00 01 01", 7, "tag 1F is unknown on page 13 Ping")]
    [TestCase("03 01 6A 00 00 0D 45 06 01", 7, "tag 06 is unknown")]
    [TestCase("03 01 6A 00 00 0D C5", 6, "attributes")]
    [TestCase("03 01 6A 00 00 0D 45 48 03 38 30", 9, "has no end")]
    [TestCase("03 01 6A 00 00 0D 45 48 03 38 30 00 01", 13, "end where an element is due")]
    [TestCase(PingFull + " 01", 32, "1 bytes after the end")]
    [TestCase("03 01 6A 00 00 0D 45 48 03 C3 28 00 01 01", 9, "no UTF-8")]
    [TestCase("03 01 6A 00 00 0D 45 48 83 00 01 01", 8, "token 83")]
    [TestCase("03 01 6A 00 00 0D 45 48 02 35 01 01", 8, "token 02")]
    [TestCase("03 01 6A 00 00 0D 45 48 43 01 01", 8, "token 43")]
    [TestCase("03 01 6A 00 00 0D 45 49 4A 4B C3 8F FF FF FF 7F 35", 11, "opaque data of 4294967295 bytes, but 1 are left")]
    [TestCase("03 01 6A 00 00 0D 45 49 4A 4B C3 FF FF FF FF 0F 35", 11, "over 32 bits")]
    [TestCase("03 01 6A 00 00 0D 45 49 4A 4B C3 FF FF FF FF FF 0F 35", 11, "over 32 bits")]
    [TestCase("03 01 6A 00 03 35 00", 4, "token 03")]
    public void Malformed_bytes_are_refused_with_their_place(string bytes, int offset, string problem)
    {
        var refused = Assert.Throws<WbxmlException>(() => WbxmlReader.Read(Bytes(bytes)))!;
        Assert.That((refused.Offset, refused.Message), Is.EqualTo((offset, refused.Message)));
        Assert.That(refused.Message, Does.Contain(problem).And.EndWith($"at byte {offset}"));
    }

    [Test]
    public void A_nesting_bomb_ends_at_the_depth_allowed()
    {
        byte[] bomb = [.. Bytes("03 01 6A 00 00 0D 45"), .. Enumerable.Repeat((byte)0x4A, 50_000)];
        Assert.That(Assert.Throws<WbxmlException>(() => WbxmlReader.Read(bomb))!.Message, Does.Contain("deeper than 32").And.EndWith("at byte 38"));
    }

    [Test]
    public void Elements_and_bytes_have_a_bound()
    {
        byte[] wide = [.. Bytes("03 01 6A 00 00 0D 45"), .. Enumerable.Repeat((byte)0x09, 100), 0x01];
        Assert.That(WbxmlReader.Read(wide).Children, Has.Length.EqualTo(100));
        Assert.That(Assert.Throws<WbxmlException>(() => WbxmlReader.Read(wide, new WbxmlLimits(1000, 32, 100)))!.Message, Does.Contain("more than 100 elements"));
        Assert.That(Assert.Throws<WbxmlException>(() => WbxmlReader.Read(wide, new WbxmlLimits(100, 32, 1000)))!.Message, Does.Contain("longer than 100 bytes"));
    }

    [Test]
    public void Every_truncation_of_a_document_is_refused()
    {
        var whole = Bytes(PingFull);
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<WbxmlException>(() => WbxmlReader.Read(whole.AsSpan(0, length)), $"cut to {length} bytes");
    }

    [Test]
    public void Opaque_data_of_every_length_group_is_read_back([Values(0, 1, 127, 128, 16383, 16384)] int length)
    {
        var element = new WbxmlElement("Ping", "Ping") { Opaque = [.. Enumerable.Range(0, length).Select(i => (byte)i)] };
        Assert.That(WbxmlReader.Read(WbxmlWriter.Write(element)).Opaque!.Value, Is.EqualTo(element.Opaque.Value));
    }

    [Test]
    public void An_unknown_page_or_tag_cannot_be_written()
    {
        Assert.That(() => WbxmlWriter.Write(new WbxmlElement("Pong", "Ping")), Throws.ArgumentException.With.Message.Contains("Pong"));
        Assert.That(() => WbxmlWriter.Write(new WbxmlElement("Ping", "Pong")), Throws.ArgumentException.With.Message.Contains("Pong"));
        Assert.That(() => WbxmlWriter.Write(new WbxmlElement("Ping", "Id") { Text = "a\0b" }), Throws.ArgumentException);
    }

    static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    static string Hex(byte[] bytes) => string.Join(' ', bytes.Select(b => b.ToString("X2")));

    static string Show(WbxmlElement element, string page) =>
        (element.Page == page ? "" : element.Page + ":") + element.Name
        + (element.Text.Length > 0 ? $"={element.Text}" : "")
        + (element.Children.IsEmpty ? "" : $"({string.Join(' ', element.Children.Select(child => Show(child, element.Page)))})");
}
