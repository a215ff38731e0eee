using System.Collections.Immutable;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;

namespace Conformance.Harness.Vocabulary;

/// <summary>Makes folders below the case's own folder, or names those every mailbox has.</summary>
static class Folders
{
    /// <summary>MKCOL of a new folder, taken back by DELETE.</summary>
    public static async ValueTask<IValue> MakeAsync(CaseContext context, string parent, string? contentClass = null)
    {
        var path = $"{parent}folder-{context.Next("folder")}/";
        await context.MustAsync("MKCOL", path);
        context.Undo($"the folder {path}", () => context.RemoveAsync(path));
        if (contentClass is not null)
            await Properties.SetAsync(context, path, "DAV:", "contentclass", contentClass);
        return new ResourceValue(path, context.BaseUri);
    }

    public static IValue OfMailbox(CaseContext context, string folder) => new ResourceValue(
        $"{context.MailboxOf(Account.First)}{Uri.EscapeDataString(folder)}/", context.BaseUri);

    /// <summary>The path of a value that must be a resource.</summary>
    /// <exception cref="SetupException">It is something else.</exception>
    public static string PathOf(IValue value) => value is ResourceValue resource
        ? resource.Path
        : throw new SetupException($"'{value.Text}' is no folder or item");

    /// <summary>The folder a resource is in, with a final slash.</summary>
    public static string ParentOf(string path) => path[..(path.TrimEnd('/').LastIndexOf('/') + 1)];
}

/// <summary>A folder without a class of its own.</summary>
public sealed class AFolder : ISetup
{
    public string Pattern => "a folder";

    public bool WorksInFolder => true;

    public ImmutableArray<string> Sends => ["MKCOL", "DELETE"];

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        Folders.MakeAsync(context, context.Stage.WorkFolder);
}

/// <summary>A folder that holds mail.</summary>
public sealed class AMailFolder : ISetup
{
    public string Pattern => "a mail folder";

    public bool WorksInFolder => true;

    public ImmutableArray<string> Sends => ["MKCOL", "DELETE"];

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        Folders.MakeAsync(context, context.Stage.WorkFolder);
}

/// <summary>A folder that holds appointments.</summary>
public sealed class ACalendarFolder : ISetup
{
    public string Pattern => "a calendar folder";

    public bool WorksInFolder => true;

    public ImmutableArray<string> Sends => ["MKCOL", "PROPPATCH", "DELETE"];

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        Folders.MakeAsync(context, context.Stage.WorkFolder, "urn:content-classes:calendarfolder");
}

public sealed class AFolderInAFolder : ISetup
{
    public string Pattern => "a folder in {f}";

    public ImmutableArray<string> Sends => ["MKCOL", "DELETE"];

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        Folders.MakeAsync(context, Folders.PathOf(sentence.Value("f", context.Scope)!));
}

/// <summary>The root of the default actor's mailbox.</summary>
public sealed class TheMailbox : ISetup
{
    public string Pattern => "the mailbox";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult<IValue>(new ResourceValue(context.MailboxOf(Account.First), context.BaseUri));
}

/// <summary>The Inbox of the default actor.</summary>
public sealed class TheInbox : ISetup
{
    public string Pattern => "the Inbox";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult(Folders.OfMailbox(context, "Inbox"));
}

/// <summary>The Inbox of the second account.</summary>
public sealed class TheInboxOfAnother : ISetup
{
    public string Pattern => "the Inbox of {who}";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        sentence.Value("who", context.Scope) is AccountValue { Account: { } account }
            ? ValueTask.FromResult<IValue>(new ResourceValue(
                $"{context.MailboxOf(account.Role)}{Uri.EscapeDataString("Inbox")}/", context.BaseUri))
            : throw new SetupException("only an account of the target has an Inbox");
}

/// <summary>The Calendar of the default actor.</summary>
public sealed class TheCalendar : ISetup
{
    public string Pattern => "the Calendar";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult(Folders.OfMailbox(context, "Calendar"));
}

/// <summary>A constant, for texts that several requests share.</summary>
public sealed class AText : ISetup
{
    public string Pattern => "text {value}";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult<IValue>(new TextValue(sentence.Text("value", context.Scope)!));
}
