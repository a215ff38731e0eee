using System.Text;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Language;

[Parallelizable(ParallelScope.All)]
public class RecordingTests
{
    static readonly RecordingHead head = new("notification.poll.x", "reference", new DateTimeOffset(2026, 11, 20, 22, 41, 7, TimeSpan.Zero), "control");

    [Test]
    public void What_is_written_is_canonical_and_reads_back_to_the_same_bytes()
    {
        var body = Encoding.UTF8.GetBytes("<a>${x}\r\n\t\\</a>\n");
        var request = new HttpMessage("POLL /a b HTTP/1.1", [new Header("X", "a  # b"), new Header("Empty", "")], body, Array.Empty<byte>())
        {
            Method = "POLL",
            Target = "/a b",
        };
        var answer = new HttpMessage("HTTP/1.1 207 Multi-Status", [new Header("A", " é\u0001")], new byte[] { 3, 1, 0x6A, 0 }, Array.Empty<byte>())
        {
            Status = 207,
            Reason = "Multi-Status",
        };
        var text = RecordingWriter.Write(head,
            [new(true, "bob", TimeSpan.Zero, request), new(false, "bob", TimeSpan.FromMilliseconds(4), answer)],
            [new("MUST POLL-03", "notification.poll.x", 24, "200 : s11", "200 : s10\nand more")]);

        var file = ScenarioParser.Parse("r", text).Require();
        Assert.That(ScenarioPrinter.Print(file), Is.EqualTo(text));
        var sent = file.Statements.OfType<Sent>().Single();
        Assert.That(Text(((RequestLine)sent.What).Target), Is.EqualTo("/a b"));
        Assert.That(Text(sent.Headers[0].First.Value), Is.EqualTo("a  # b"));
        Assert.That(Text(BodyText.Join(sent.Body!)), Is.EqualTo("<a>${x}\r\n\t\\</a>\n"));
        Assert.That(file.Statements.OfType<Received>().Single().Options[0].Body!.Lines[0], Is.InstanceOf<HexBodyLine>());
        Assert.That(text, Does.Contain("then   +0.004s\nbob <<< 207 Multi-Status\n").And.Contain("#! FAIL MUST POLL-03  notification.poll.x:24\n"));
        Assert.That(text, Does.EndWith("#!   actual    200 : s10\\nand more\n"));
    }

    [Test]
    public void A_request_that_is_no_HTTP_is_kept_as_its_bytes()
    {
        var raw = Encoding.Latin1.GetBytes("NONSENSE\r\n\r\n");
        var text = RecordingWriter.Write(head, [new(true, null, TimeSpan.Zero, new HttpMessage("NONSENSE", [], ReadOnlyMemory<byte>.Empty, raw))]);
        var sent = ScenarioParser.Parse("r", text).Require().Statements.OfType<Sent>().Single();
        Assert.That(sent.What, Is.InstanceOf<Raw>());
        Assert.That(Text(BodyText.Join(sent.Body!)), Is.EqualTo("NONSENSE\r\n\r\n"));
    }

    [Test]
    public void A_scenario_is_told_in_English_with_the_sentences_it_verifies()
    {
        const string Name = "notification.poll.splits-fired-from-quiet.scenario";
        var prose = Prose.Explain(ScenarioParser.Parse(Name, LanguageFixtures.Read(Name)).Require(), id => id == "POLL-03" ? "A fired id is under 200" : null);
        Assert.That(prose, Does.Contain("folder: a mail folder").And.Contain("under status 200: s11 (MUST POLL-03, POLL-07)")
            .And.Contain("MUST POLL-03: A fired id is under 200").And.Contain("Send POLL to ${folder}").And.Contain("or header Content-Type is application/xml"));
    }

    [TestCaseSource(typeof(LanguageFixtures), nameof(LanguageFixtures.Names))]
    public void Every_example_can_be_told(string name) =>
        Assert.That(Prose.Explain(ScenarioParser.Parse(name, LanguageFixtures.Read(name)).Require(), _ => null), Is.Not.Empty);

    static string Text(Template template) => Encoding.UTF8.GetString([.. template.Parts.SelectMany(p => ((LiteralPart)p).Bytes)]);
}
