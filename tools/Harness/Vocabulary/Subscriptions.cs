using System.Collections.Immutable;
using Conformance.Harness.Judging;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Vocabulary;

static class Subscribing
{
    /// <summary>What the suite asks for when only the length of the shortest lease matters.</summary>
    public const int ShortestAskedSeconds = 1;

    /// <summary>The newmail type as it stands in the header; scenarios write <c>newmail</c>.</summary>
    const string newmail = "pragma/<http://schemas.microsoft.com/exchange/newmail>";

    public static async ValueTask<SubscriptionValue> SubscribeAsync(
        CaseContext context, string place, string type, string? depth, string? lease, string? callBack, string actor)
    {
        var headers = new List<Header> { new("Notification-Type", type == "newmail" ? newmail : type) };
        if (depth is not null)
            headers.Add(new Header("Depth", depth));
        if (lease is not null)
            headers.Add(new Header("Subscription-Lifetime", lease.TrimEnd('s')));
        if (callBack is not null)
            headers.Add(new Header("Call-Back", callBack));
        var answer = await context.MustAsync("SUBSCRIBE", place, headers, actor: actor);
        var id = IssuedId.Of(answer)
            ?? throw new SetupException($"SUBSCRIBE {place} was answered {answer.Status} without a Subscription-ID");
        var granted = answer["Subscription-Lifetime"] ?? lease?.TrimEnd('s')
            ?? throw new SetupException($"SUBSCRIBE {place} named no lifetime and none was asked for");
        if (!long.TryParse(granted, out var seconds))
            throw new SetupException($"SUBSCRIBE {place} granted '{granted}', which is no number of seconds");
        context.Undo($"the subscription {id}", () => UnsubscribeAsync(context, place, id, actor));
        return new SubscriptionValue(id, seconds, place, LocationOf(answer, place, context.BaseUri));
    }

    /// <summary>Cancels; an id that is gone already is as good.</summary>
    public static async ValueTask UnsubscribeAsync(CaseContext context, string place, string id, string actor)
    {
        var answer = await context.AskAsync("UNSUBSCRIBE", place, [new Header("Subscription-ID", id)], actor: actor);
        if (answer.Status is not (404 or 412 or (>= 200 and < 300)))
            throw new SetupException($"UNSUBSCRIBE {place} was answered {answer.Status}");
    }

    static string LocationOf(HttpMessage answer, string place, Uri baseUri) =>
        answer["Content-Location"] is { } location && Uri.TryCreate(new Uri(baseUri, place), location, out var uri)
            ? uri.AbsolutePath
            : place;
}

public sealed class ASubscription : ISetup
{
    public string Pattern => "a subscription on {x} for {type} [at depth {n}] [leased {d}] [calling {box}] [by {who}]";

    public ImmutableArray<string> Sends => ["SUBSCRIBE", "UNSUBSCRIBE"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        await Subscribing.SubscribeAsync(
            context,
            Folders.PathOf(sentence.Value("x", context.Scope)!),
            sentence.Text("type", context.Scope)!,
            sentence.Text("n", context.Scope),
            sentence.Text("d", context.Scope),
            sentence.Text("box", context.Scope),
            sentence.Name("who") ?? Actors.Default);
}

/// <summary>Many subscriptions that differ in their ids alone, or in the path of their call-back too; the text is the list of the ids.</summary>
public sealed class SeveralSubscriptions : ISetup
{
    const int Most = 500;

    public string Pattern => "{n} subscriptions on {x} for {type} calling {box} [each at {path}]";

    public ImmutableArray<string> Sends => ["SUBSCRIBE", "UNSUBSCRIBE"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        var (number, place) = (sentence.Text("n", context.Scope)!, Folders.PathOf(sentence.Value("x", context.Scope)!));
        if (!int.TryParse(number, out var count) || count is < 1 or > Most)
            throw new SetupException($"'{number}' is no number of subscriptions from 1 to {Most}");
        var (type, box, path) = (sentence.Text("type", context.Scope)!, sentence.Text("box", context.Scope), sentence.Text("path", context.Scope));
        var ids = new List<string>(count);
        for (var i = 0; i < count; i++)
            ids.Add((await Subscribing.SubscribeAsync(
                context, place, type, null, null, path is null ? box : $"{box}{path}{i}", Actors.Default)).Id);
        return new TextValue(string.Join(',', ids));
    }
}

/// <summary>An id of the right shape that no subscription has: the largest a client of 32 bits can hold, counted down.</summary>
public sealed class AnIdNeverIssued : ISetup
{
    public string Pattern => "an id that was never issued";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        ValueTask.FromResult<IValue>(new TextValue((int.MaxValue - context.Next("id")).ToString()));
}

/// <summary>A list of such ids, as one header holds them: <c>2147483646,2147483645</c>.</summary>
public sealed class IdsNeverIssued : ISetup
{
    const int Most = 100_000;

    public string Pattern => "{n} ids that were never issued";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        int.TryParse(sentence.Text("n", context.Scope), out var count) && count is >= 1 and <= Most
            ? ValueTask.FromResult<IValue>(new TextValue(
                string.Join(',', Enumerable.Range(0, count).Select(_ => int.MaxValue - context.Next("id")))))
            : throw new SetupException($"a list has 1 to {Most} ids");
}

/// <summary>The shortest lease the target grants, in seconds, found by asking for one second and giving it back.</summary>
public sealed class TheShortestLease : ISetup
{
    public string Pattern => "the shortest lease";

    public bool WorksInFolder => true;

    public ImmutableArray<string> Sends => ["SUBSCRIBE", "UNSUBSCRIBE"];

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        var place = context.Stage.WorkFolder;
        var trial = await Subscribing.SubscribeAsync(
            context, place, "update", null, Subscribing.ShortestAskedSeconds.ToString(), null, Actors.Default);
        await Subscribing.UnsubscribeAsync(context, place, trial.Id, Actors.Default);
        return new TextValue(trial.LifetimeSeconds.ToString());
    }
}
