using Conformance.SelfTests.Protocol.Wbxml;
using NUnit.Framework;

namespace Conformance.SelfTests.CommandLine;

/// <summary><c>conformance wbxml</c>, on the real executable.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WbxmlVerbTests : IDisposable
{
    const string Text = """
        <Ping:Ping>
          <HeartbeatInterval>80</HeartbeatInterval>
          <Folders>
            <Folder>
              <Id>5</Id>
              <Class>Email</Class>
            </Folder>
          </Folders>
        </Ping:Ping>

        """;

    static readonly byte[] bytes = WbxmlFixtures.Documents.Single(document => document.Id == "PR-FULL").Bytes;
    static readonly string digits = Convert.ToHexString(bytes);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Test]
    public async Task A_file_of_bytes_is_told_as_text_and_the_text_is_written_back_to_the_same_bytes()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "ping.bin"), bytes);
        var decoded = await RunAsync("", "decode", "ping.bin");
        Assert.That((decoded.Code, decoded.Output), Is.EqualTo((0, Text)), decoded.ToString());

        folder.File("ping.txt", decoded.Output);
        var encoded = await RunAsync("", "encode", "ping.txt", "--output", "again.bin");
        Assert.That(encoded.Code, Is.Zero, encoded.ToString());
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(folder.Path, "again.bin")), Is.EqualTo(bytes));
    }

    [Test]
    public async Task Digits_come_by_flag_or_by_standard_input_in_any_layout()
    {
        foreach (var ended in new[]
        {
            await RunAsync("", "decode", "--hex", digits),
            await RunAsync($"    0x {string.Join("\r\n    0x ", digits.Chunk(16).Select(chunk => string.Join(' ', chunk.Chunk(2).Select(pair => new string(pair)))))}\n", "decode"),
            await RunAsync(digits.ToLowerInvariant(), "decode"),
        })
            Assert.That((ended.Code, ended.Output), Is.EqualTo((0, Text)), ended.ToString());
    }

    [Test]
    public async Task Text_from_standard_input_is_written_as_sixteen_bytes_to_a_line()
    {
        var ended = await RunAsync("<Ping xmlns=\"Ping:\"><Status>2</Status><Folders><Folder>5</Folder></Folders></Ping>", "encode");
        Assert.That(
            (ended.Code, ended.Output), Is.EqualTo((0, "03 01 6A 00 00 0D 45 47 03 32 00 01 49 4A 03 35\n00 01 01 01\n")), ended.ToString());
    }

    [Test]
    public async Task Bytes_that_are_no_document_are_1_with_the_place_and_what_stands_before_it()
    {
        var ended = await RunAsync("", "decode", "--hex", "03 01 6A 00 00 0D 45 47 03 31 00 01 5F 03 31 00 01 01");
        Assert.That(ended.Code, Is.EqualTo(1), ended.ToString());
        Assert.That(ended.Output, Is.EqualTo("<Ping:Ping>\n  <Status>1</Status>\n</Ping:Ping>\n"));
        Assert.That(ended.Error, Is.EqualTo(
            "conformance: tag 1F is unknown on page 13 Ping at byte 12\n  4 bytes, 00 0D 45 47 03 31 00 01 >5F< 03 31 00 01 01\n"));
    }

    [Test]
    public async Task Bytes_that_end_early_are_1_and_their_end_is_shown()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "cut.bin"), bytes[..5]);
        var ended = await RunAsync("", "decode", "cut.bin");
        Assert.That(ended.Code, Is.EqualTo(1), ended.ToString());
        Assert.That(ended.Error, Is.EqualTo(
            "conformance: cut.bin: the bytes end where the number of a code page is due at byte 5\n  03 01 6A 00 00 > end <\n"));
    }

    [TestCase("", "there is no file", "decode", "no-such-file")]
    [TestCase("", "--hex takes pairs of hexadecimal digits", "decode", "--hex", "03 0")]
    [TestCase("", "not from both", "decode", "some-file", "--hex", "03")]
    [TestCase("", "standard input: Root element is missing", "encode")]
    [TestCase("<Ping:Pong/>", "standard input: the code page Ping has no tag 'Pong'. Line 1, position 2.", "encode")]
    [TestCase("<Ping:Ping>&#0;</Ping:Ping>", "standard input: ", "encode")]
    [TestCase("<Ping:Ping/>", "no-such-folder", "encode", "--output", "no-such-folder/x")]
    public async Task What_cannot_be_used_is_2_and_one_sentence(string input, string says, params string[] args)
    {
        var ended = await RunAsync(input, args);
        Assert.That(ended.Code, Is.EqualTo(2), ended.ToString());
        Assert.That(ended.Error, Does.StartWith("conformance: ").And.Contain(says));
        Assert.That(ended.Error.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(1));
        Assert.That(ended.Output, Is.Empty);
    }

    async Task<Ended> RunAsync(string input, params string[] args)
    {
        await using var tool = Tool.Start(folder.Path, ["wbxml", .. args]);
        await tool.InputAsync(input);
        return await tool.EndAsync();
    }
}
