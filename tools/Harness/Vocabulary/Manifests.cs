using System.Collections.Immutable;
using System.Security;
using System.Xml.Linq;
using Conformance.Harness.Judging;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Vocabulary;

/// <summary>What a client of replication has at hand before a scenario begins.</summary>
static class Manifests
{
    static readonly Header xml = new("Content-Type", "text/xml");

    /// <summary>The collblob of a first manifest.</summary>
    public static async ValueTask<IValue> CollblobAsync(CaseContext context, string folder, string query)
    {
        var answer = await context.MustAsync("SEARCH", folder, [xml],
            "<?xml version=\"1.0\"?><D:searchrequest xmlns:D=\"DAV:\" xmlns:R=\"http://schemas.microsoft.com/repl/\">"
            + $"<R:repl><R:collblob/></R:repl><D:sql>{SecurityElement.Escape(query)}</D:sql></D:searchrequest>");
        return Manifest.Read(XmlMarkup.Read(answer.Body)).Collblob is { Length: > 0 } blob
            ? new TextValue(blob)
            : throw new SetupException($"the first manifest of {folder} has no collblob");
    }

    /// <summary>A property of replication, as PROPFIND tells it.</summary>
    public static async ValueTask<IValue> TokenAsync(CaseContext context, string path, XName property)
    {
        var answer = await context.MustAsync("PROPFIND", path, [xml, new Header("Depth", "0")],
            $"<propfind xmlns=\"DAV:\"><prop><R:{property.LocalName} xmlns:R=\"{property.NamespaceName}\"/></prop></propfind>");
        return XmlMarkup.Read(answer.Body).Root?.Elements(DavNames.Response)
            .Select(response => Manifest.Found(response).Element(property)?.Text.Trim()).FirstOrDefault() is { Length: > 0 } token
            ? new TextValue(token)
            : throw new SetupException($"{path} has no {property.LocalName}");
    }
}

/// <summary>What a client knows that has seen a folder as it is now.</summary>
public sealed class TheCollblob : ISetup
{
    public string Pattern => "the collblob of {f} for {query}";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) => Manifests.CollblobAsync(
        context, Folders.PathOf(sentence.Value("f", context.Scope)!), sentence.Text("query", context.Scope)!);
}

public sealed class TheReplUid : ISetup
{
    public string Pattern => "the repl-uid of {x}";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        Manifests.TokenAsync(context, Folders.PathOf(sentence.Value("x", context.Scope)!), ReplNames.ReplUid);
}

public sealed class TheResourcetag : ISetup
{
    public string Pattern => "the resourcetag of {x}";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        Manifests.TokenAsync(context, Folders.PathOf(sentence.Value("x", context.Scope)!), ReplNames.Resourcetag);
}

/// <summary>So many items, one after the other; the value is their number.</summary>
public sealed class SomeItems : ISetup
{
    public string Pattern => "{n} items in {f}";

    public ImmutableArray<string> Sends => ["PUT", "DELETE"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        var folder = Folders.PathOf(sentence.Value("f", context.Scope)!);
        if (!int.TryParse(sentence.Text("n", context.Scope), out var count))
            throw new SetupException($"'{sentence.Text("n", context.Scope)}' is no number of items");
        for (var i = 0; i < count; i++)
            await Items.MakeAsync(context, folder);
        return new TextValue($"{count}");
    }
}
