using System.Collections.Immutable;
using System.Xml.Linq;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Vocabulary;

/// <summary>PROPPATCH as set-ups and stimuli use it.</summary>
static class Properties
{
    static readonly XNamespace dav = "DAV:";

    public static ValueTask SetAsync(CaseContext context, string path, XNamespace space, string name, string value) =>
        PatchAsync(context, path, "set", new XElement(space + name, value));

    public static ValueTask RemoveAsync(CaseContext context, string path, XNamespace space, string name) =>
        PatchAsync(context, path, "remove", new XElement(space + name));

    static async ValueTask PatchAsync(CaseContext context, string path, string action, XElement property)
    {
        var body = new XElement(dav + "propertyupdate",
            new XAttribute(XNamespace.Xmlns + "D", dav.NamespaceName),
            new XElement(dav + action, new XElement(dav + "prop", property)));
        await context.MustAsync("PROPPATCH", path, [new Header("Content-Type", "text/xml")],
            "<?xml version=\"1.0\"?>" + body.ToString(SaveOptions.DisableFormatting));
    }
}

public sealed class PropertyIsChanged : IStimulus
{
    public string Pattern => "a property of {x} is changed";

    public ImmutableArray<string> Sends => ["PROPPATCH"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        await Properties.SetAsync(context, Folders.PathOf(sentence.Value("x", context.Scope)!),
            Names.Own, "note", $"version {context.Next("version")}");
        return null;
    }
}

/// <summary>A property is removed. It is set first, so that there is one: removing what is not there changes nothing.</summary>
public sealed class PropertyIsRemoved : IStimulus
{
    public string Pattern => "a property of {x} is removed";

    public ImmutableArray<string> Sends => ["PROPPATCH"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var path = Folders.PathOf(sentence.Value("x", context.Scope)!);
        await Properties.SetAsync(context, path, Names.Own, "note", "to be removed");
        await Properties.RemoveAsync(context, path, Names.Own, "note");
        return null;
    }
}

static class Names
{
    /// <summary>The namespace of properties that belong to nobody but this suite.</summary>
    public static readonly XNamespace Own = "urn:conformance:";
}
