using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Vocabulary;

/// <summary>Makes and changes items by the plain WebDAV methods, as any client of the store would.</summary>
static partial class Items
{
    public static async ValueTask<ResourceValue> MakeAsync(CaseContext context, string folder, string? name = null)
    {
        var path = $"{folder}{Uri.EscapeDataString(name ?? $"item-{context.Next("item")}.eml")}";
        await PutAsync(context, path);
        context.Undo($"the item {path}", () => context.RemoveAsync(path));
        return new ResourceValue(path, context.BaseUri);
    }

    /// <summary>Writes the body of an item: a message whose subject tells one version from the next.</summary>
    public static async ValueTask PutAsync(CaseContext context, string path)
    {
        var version = context.Next("version");
        await context.MustAsync("PUT", path, [new Header("Content-Type", "message/rfc822")],
            $"From: sender@example.org\r\nTo: user@example.org\r\nSubject: version {version}\r\n\r\nThis is version {version}.\r\n");
    }

    public static ValueTask<HttpMessage> TransferAsync(CaseContext context, string method, string from, string to) =>
        context.MustAsync(method, from,
        [
            new Header("Destination", new Uri(context.BaseUri, to).AbsoluteUri),
            new Header("Overwrite", "F"),
        ]);

    /// <summary>The name a resource keeps in another folder.</summary>
    public static string Within(string folder, string path) => folder + path.TrimEnd('/').Split('/')[^1] + (path.EndsWith('/') ? "/" : "");

    /// <summary>Reads <c>P:name = v, Q:name = w</c>.</summary>
    public static IEnumerable<(string Prefix, string Name, string Value)> Assignments(string text) =>
        Assignment().Matches(text).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value.Trim()));

    [GeneratedRegex(@"(\w+):([\w-]+) = ([^,]*)")]
    private static partial Regex Assignment();
}

/// <summary>An item, optionally with a name and properties.</summary>
public sealed class AnItem : ISetup
{
    public string Pattern => "an item in {f} [named {n}] [with {properties}]";

    public ImmutableArray<string> Sends => ["PUT", "DELETE"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        var folder = Folders.PathOf(sentence.Value("f", context.Scope)!);
        var item = await Items.MakeAsync(context, folder, sentence.Text("n", context.Scope));
        if (sentence.Text("properties", context.Scope) is { } properties)
            foreach (var (prefix, name, value) in Items.Assignments(properties))
                await Properties.SetAsync(context, item.Path, context.NamespaceOf(prefix), name, value);
        return item;
    }
}

public sealed class ItemIsCreated : IStimulus
{
    public string Pattern => "an item is created in {f}";

    public ImmutableArray<string> Sends => ["PUT", "DELETE"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context) =>
        await Items.MakeAsync(context, Folders.PathOf(sentence.Value("f", context.Scope)!));
}

public sealed class FolderIsCreated : IStimulus
{
    public string Pattern => "a folder is created in {f}";

    public ImmutableArray<string> Sends => ["MKCOL", "DELETE"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context) =>
        await Folders.MakeAsync(context, Folders.PathOf(sentence.Value("f", context.Scope)!));
}

/// <summary>A new version of an item; of a folder, a new value of a property of its own.</summary>
public sealed class IsChanged : IStimulus
{
    public string Pattern => "{x} is changed";

    public ImmutableArray<string> Sends => ["PUT"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var path = Folders.PathOf(sentence.Value("x", context.Scope)!);
        if (path.EndsWith('/'))
            await Properties.SetAsync(context, path, "DAV:", "comment", $"version {context.Next("version")}");
        else
            await Items.PutAsync(context, path);
        return null;
    }
}

public sealed class IsDeleted : IStimulus
{
    public string Pattern => "{x} is deleted";

    public ImmutableArray<string> Sends => ["DELETE"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        await context.MustAsync("DELETE", Folders.PathOf(sentence.Value("x", context.Scope)!));
        return null;
    }
}

public sealed class IsDeletedAndMadeAgain : IStimulus
{
    public string Pattern => "{f} is deleted and made again";

    public ImmutableArray<string> Sends => ["DELETE", "MKCOL"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var path = Folders.PathOf(sentence.Value("f", context.Scope)!);
        await context.MustAsync("DELETE", path);
        await context.MustAsync("MKCOL", path);
        return null;
    }
}

public sealed class IsMoved : IStimulus
{
    public string Pattern => "{x} is moved to {f}";

    public ImmutableArray<string> Sends => ["MOVE", "DELETE"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var from = Folders.PathOf(sentence.Value("x", context.Scope)!);
        var to = Items.Within(Folders.PathOf(sentence.Value("f", context.Scope)!), from);
        await Items.TransferAsync(context, "MOVE", from, to);
        context.Undo($"the moved {to}", () => context.RemoveAsync(to));
        return new ResourceValue(to, context.BaseUri);
    }
}

/// <summary>A move inside its folder.</summary>
public sealed class IsRenamed : IStimulus
{
    public string Pattern => "{x} is renamed to {name}";

    public ImmutableArray<string> Sends => ["MOVE", "DELETE"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var from = Folders.PathOf(sentence.Value("x", context.Scope)!);
        var name = Uri.EscapeDataString(sentence.Text("name", context.Scope)!);
        var to = $"{Folders.ParentOf(from)}{name}{(from.EndsWith('/') ? "/" : "")}";
        await Items.TransferAsync(context, "MOVE", from, to);
        context.Undo($"the renamed {to}", () => context.RemoveAsync(to));
        return new ResourceValue(to, context.BaseUri);
    }
}

public sealed class IsCopied : IStimulus
{
    public string Pattern => "{x} is copied to {f}";

    public ImmutableArray<string> Sends => ["COPY", "DELETE"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var from = Folders.PathOf(sentence.Value("x", context.Scope)!);
        var to = Items.Within(Folders.PathOf(sentence.Value("f", context.Scope)!), from);
        await Items.TransferAsync(context, "COPY", from, to);
        context.Undo($"the copy {to}", () => context.RemoveAsync(to));
        return new ResourceValue(to, context.BaseUri);
    }
}

/// <summary>The read flag of an item flips; its body stays.</summary>
public sealed class IsRead : IStimulus
{
    public string Pattern => "{x} is read";

    public ImmutableArray<string> Sends => ["PROPPATCH"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        await Properties.SetAsync(
            context, Folders.PathOf(sentence.Value("x", context.Scope)!), "urn:schemas:httpmail:", "read", "1");
        return null;
    }
}

/// <summary>Mail arrives by the way the target offers: its control port, or a hook of the target file.</summary>
public sealed class MailIsDelivered : IStimulus
{
    public string Pattern => "mail is delivered to {f}";

    public ImmutableArray<string> Sends => ["DELETE"];

    public async ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context)
    {
        var folder = Folders.PathOf(sentence.Value("f", context.Scope)!);
        var number = context.Next("mail");
        var path = await context.DeliverAsync(folder, $"mail {number}", $"This is mail {number}.");
        if (path is null)
            return null;
        context.Undo($"the mail {path}", () => context.RemoveAsync(path));
        return new ResourceValue(path, context.BaseUri);
    }
}
