using AngleSharp.Xml.Parser;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

/// <summary>Why answers are read by System.Xml and not by AngleSharp.Xml, which reads what a client refuses.</summary>
/// <remarks>A case that fails on its first line says that the reason has gone: the library may then be swapped in, in XmlMarkup.</remarks>
[Parallelizable(ParallelScope.All)]
public sealed class XmlReaderChoiceTests
{
    [TestCase("<D:multistatus/>", TestName = "A prefix that nothing declares")]
    [TestCase("<x q:y='1'/>", TestName = "An attribute's prefix that nothing declares")]
    [TestCase("<x xmlns:p='u' xmlns:q='u' p:y='1' q:y='2'/>", TestName = "Two attributes of one name in one namespace")]
    [TestCase("<x xmlns:p=''/>", TestName = "A prefix declared as nothing")]
    [TestCase("<x xmlns:xmlns='u'/>", TestName = "The reserved prefix declared anew")]
    [TestCase("<a:b:c xmlns:a='u'/>", TestName = "A name with two colons")]
    [TestCase("<x>\u0001</x>", TestName = "A character that XML does not have")]
    [TestCase("<!DOCTYPE x [<!ENTITY e 'v'>]><x>&e;</x>", TestName = "An entity of a DTD")]
    public void Is_read_by_AngleSharp_and_a_clear_miss_here(string body)
    {
        Assert.That(new XmlParser().ParseDocument(body).DocumentElement, Is.Not.Null);
        Assert.That(new Trial("<<< 207  # MUST A-01\n  xml\n    x").OfBody(body)["x"].Actual, Does.Contain("no XML that may be read"));
    }

    [Test]
    public void Entities_of_entities_grow_in_AngleSharp_and_never_here()
    {
        var levels = Enumerable.Range(1, 5).Select(i => $"<!ENTITY e{i} '{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}'>");
        var bomb = $"<!DOCTYPE x [<!ENTITY e0 'ha'>{string.Concat(levels)}]><x>&e5;</x>";
        Assert.That(new XmlParser().ParseDocument(bomb).DocumentElement.TextContent, Has.Length.GreaterThan(50 * bomb.Length));
        Assert.That(new Trial("<<< 207  # MUST A-01\n  xml\n    x").OfBody(bomb)["x"].Actual, Does.Contain("DTD is prohibited"));
    }
}
