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
    public static async ValueTask<IValue> CollblobAsync(CaseContext context, string folder, string query) =>
        new TextValue(await NextAsync(context, folder, query, "")
            ?? throw new SetupException($"the first manifest of {folder} has no collblob"));

    /// <summary>The collblob of a manifest that goes on from another, empty to begin with; null for none.</summary>
    public static async ValueTask<string?> NextAsync(CaseContext context, string folder, string query, string collblob)
    {
        var answer = await context.MustAsync("SEARCH", folder, [xml],
            "<?xml version=\"1.0\"?><D:searchrequest xmlns:D=\"DAV:\" xmlns:R=\"http://schemas.microsoft.com/repl/\">"
            + $"<R:repl><R:collblob>{SecurityElement.Escape(collblob)}</R:collblob></R:repl>"
            + $"<D:sql>{SecurityElement.Escape(query)}</D:sql></D:searchrequest>");
        return Manifest.Read(XmlMarkup.Read(answer.Body)).Collblob is { Length: > 0 } next ? next : null;
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

/// <summary>Another client that follows each of many changes, so that the server hands out as many collblobs.</summary>
public sealed class AnotherClientFollows : IStimulus
{
    public string Pattern => "another client of {f} for {query} is told of {n} changes of {x}";

    public ImmutableArray<string> Sends => ["PUT"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var folder = Folders.PathOf(sentence.Value("f", context.Scope)!);
        var query = sentence.Text("query", context.Scope)!;
        var item = Folders.PathOf(sentence.Value("x", context.Scope)!);
        if (!int.TryParse(sentence.Text("n", context.Scope), out var count))
            throw new SetupException($"'{sentence.Text("n", context.Scope)}' is no number of changes");
        var collblob = await Manifests.NextAsync(context, folder, query, "");
        for (var i = 0; i < count && collblob is not null; i++)
        {
            await Items.PutAsync(context, item);
            collblob = await Manifests.NextAsync(context, folder, query, collblob);
        }
        return collblob is null
            ? throw new SetupException($"a manifest of {folder} after a change has no collblob")
            : null;
    }
}
