using System.Collections.Immutable;
using System.Text;
using Conformance.Harness.Judging;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Mirrors;

/// <summary>Plays one sequence where a case would play: three writers, and two mirrors of what they write.</summary>
/// <remarks>
/// The writers are the first account on two connections, and the second account where it may write. Mirror 0 follows all
/// items of a folder, mirror 1 those with a property.
/// </remarks>
sealed class SequencePlayer
{
    public const string Scenario = "replicate";

    /// <summary>Pages that a mirror reads in one go: more than a sequence can have rows, so a longer list has no end.</summary>
    const int PagesMax = 60;

    readonly IStage stage;
    readonly PatienceBudget budget;
    readonly CancellationToken cancel;
    readonly Uri folder;
    readonly Requests requests;
    readonly RequestComposer composer;
    readonly Scope scope;
    readonly ImmutableArray<string> writers;
    readonly Truth truth = new();
    readonly List<MirrorState>[] known = [[MirrorState.Nothing], [MirrorState.Nothing]];
    readonly ImmutableArray<Exchange>.Builder exchanges = ImmutableArray.CreateBuilder<Exchange>();
    int blobs;
    int restarts;

    /// <param name="bobWrites">Whether the second account may write where the sequence plays.</param>
    public SequencePlayer(IStage stage, PatienceBudget budget, bool bobWrites, CancellationToken cancel)
    {
        (this.stage, this.budget, this.cancel) = (stage, budget, cancel);
        folder = new Uri(stage.Target.Url, $"{stage.WorkFolder}watched/");
        var elsewhere = new Uri(stage.Target.Url, $"{stage.WorkFolder}elsewhere/");
        requests = new Requests(
            folder.AbsolutePath.TrimEnd('/'), folder.AbsoluteUri.TrimEnd('/'),
            elsewhere.AbsolutePath.TrimEnd('/'), elsewhere.AbsoluteUri.TrimEnd('/'));
        composer = new RequestComposer(stage.Target, stage.Target.Url, Scenario);
        scope = Account.Roles.Select(role => stage.Target[role]).OfType<Account>().Aggregate(
            Scope.Empty,
            (all, one) => all.Bind(one.Role, AccountValue.Of(one, stage.Target.Authentication.Kind)));
        writers = [Actors.Default, "alice, elsewhere", bobWrites ? Account.Second : "alice, thirdly"];
    }

    /// <summary>Makes the two folders, and plays to the end or to the first wrong answer.</summary>
    /// <exception cref="SetupException">A write was refused: nothing can be said of what came of it.</exception>
    public async ValueTask<Played> PlayAsync(IEnumerable<Step> steps)
    {
        await MustAsync(Actors.Default, new("MKCOL", requests.Watched + "/", [], ""));
        await MustAsync(Actors.Default, new("MKCOL", requests.Elsewhere + "/", [], ""));
        var done = 0;
        foreach (var step in steps)
        {
            done++;
            if (!await PlayAsync(step))
                break;
        }
        return new Played(exchanges.ToImmutable(), done, restarts);
    }

    /// <summary>Whether the second account may write in the folders of a stage.</summary>
    public async ValueTask<bool> MayWriteAsync(string role)
    {
        await MustAsync(Actors.Default, new("MKCOL", requests.Watched + "/", [], ""));
        return stage.Target[role] is not null
            && await AskAsync(role, requests.Write(new WriteStep(Act.Put, 0, 0), 0)) is { Status: >= 200 and < 300 };
    }

    /// <returns>False when an answer was wrong.</returns>
    async ValueTask<bool> PlayAsync(Step step)
    {
        switch (step)
        {
            case WriteStep write when truth.Allows(write):
                var answer = await MustAsync(writers[write.Writer], requests.Write(write, exchanges.Count));
                if (write.Act is Act.Mark or Act.Unmark && !IsSet(answer))
                    throw new SetupException($"PROPPATCH of {Truth.NameOf(write.Item)} did not set the property");
                truth.Apply(write);
                exchanges.Add(new Written(write));
                return true;
            case AskStep ask:
                for (var page = 0; page < PagesMax; page++)
                    if (await AskOnceAsync(ask, isLast: page == PagesMax - 1) is not { } rows)
                        return false;
                    else if (rows == 0 || !ask.IsToTheEnd || ask.Page == 0)
                        return true;
                return true;
            case RecallStep recall:
                var states = known[recall.Mirror];
                if (states.Count > 2)
                    states.Add(states[Math.Max(1, states.Count - 1 - recall.Back)] with { IsRecalled = true });
                return true;
            default:
                return true;
        }
    }

    /// <returns>How many rows came; null when the answer was wrong.</returns>
    async ValueTask<int?> AskOnceAsync(AskStep ask, bool isLast)
    {
        var before = known[ask.Mirror][^1];
        var answer = await AskAsync(Actors.Default, requests.Search(
            Requests.Escaped(before.Blob), Requests.Escaped(requests.QueryOf(ask.Mirror)), ask.Page));
        if (answer.Status == ReplNames.InvalidCollblob && before.IsRecalled && !stage.Target.IsReference)
        {
            restarts++;
            known[ask.Mirror].Add(MirrorState.Nothing);
            return 0;
        }
        var judgement = answer.Status == 207
            ? new MirrorJudge(truth, ask.Mirror, before, ask.Page, folder)
                .Judge(Manifest.Read(XmlMarkup.Read(answer.Body)), blobs + 1)
            : new Judgement(before, [], 0, new Finding(
                before.IsInitial ? "REPL-01" : before.IsRecalled ? "REPL-29" : "REPL-14", $"the answer is {answer.Status}"));
        if (judgement is { Finding: null, Rows: > 0 } && isLast)
            judgement = judgement with { Finding = new("REPL-57", "the pages have no end") { HasTooMany = true } };
        var hasBlob = judgement.State.BlobNumber > blobs;
        blobs += hasBlob ? 1 : 0;
        exchanges.Add(new Asked(ask, before, hasBlob ? blobs : 0, judgement.Told, judgement.Finding));
        known[ask.Mirror].Add(judgement.State);
        return judgement.Finding is null ? judgement.Rows : null;
    }

    static bool IsSet(HttpMessage answer) => answer.Status == 200 || XmlMarkup.Read(answer.Body).Root?
        .Elements(DavNames.Response).Any(response => Manifest.Found(response).Element(MirrorJudge.Mark) is not null) == true;

    async ValueTask<HttpMessage> MustAsync(string actor, SequenceRequest request)
    {
        var answer = await AskAsync(actor, request);
        return answer.Status is >= 200 and < 300
            ? answer
            : throw new SetupException($"{request.Method} {request.Path} was answered {answer.Status}");
    }

    async ValueTask<HttpMessage> AskAsync(string actor, SequenceRequest request)
    {
        var body = request.Body.Length == 0 ? null : Encoding.UTF8.GetBytes(request.Body);
        var reply = await stage.Transport.ExchangeAsync(
            composer.Compose(scope, actor, request.Method, request.Path, request.Headers, body), cancel);
        budget.Count(reply);
        return reply is Answered answered
            ? answered.Message
            : throw new SetupException($"{request.Method} {request.Path} got no answer: {((NoAnswer)reply).Detail}");
    }
}
