using System.Collections.Immutable;
using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>One discovery under way: sends, records each exchange, and remembers what must be undone.</summary>
public sealed class ProbeSession(Target target, DiscoveryTools tools, PatienceBudget budget, Uri folder)
{
    /// <summary>Longest wait for one answer here: three of them must fit into half a minute.</summary>
    static readonly TimeSpan patienceMax = TimeSpan.FromSeconds(8);

    readonly ImmutableArray<TranscriptEntry>.Builder exchange = ImmutableArray.CreateBuilder<TranscriptEntry>();
    readonly Dictionary<string, ProbeAnswer> last = [];
    TimeSpan elapsed;
    bool isSilent;

    public Target Target => target;

    public DiscoveryTools Tools => tools;

    /// <summary>The scratch folder; the face's root itself when no folder could be made.</summary>
    public Uri Folder { get; set; } = folder;

    public bool OwnsFolder { get; set; }

    /// <summary>Methods that OPTIONS listed.</summary>
    public ImmutableHashSet<string> Announced { get; set; } = [];

    /// <summary>True when a method that does not exist was answered with success: a status alone then proves nothing.</summary>
    public bool AnswersEverything { get; set; }

    /// <summary>Versions that the ActiveSync root announced.</summary>
    public ImmutableArray<string> Versions { get; set; } = [];

    public TimeSpan? ShortestLease { get; set; }

    /// <summary>Paths of what trials of the settings' means made.</summary>
    public List<string> Made { get; } = [];

    /// <summary>Live subscriptions: id and the location they are polled at.</summary>
    public List<(string Id, Uri Location)> Subscriptions { get; } = [];

    /// <summary>True when the last answer to this method was a bare refusal of it, or a success that proved empty.</summary>
    public bool LastRefused(string method) =>
        last.TryGetValue(method, out var answer) && (answer.IsSuccess || answer.Status is 405 or 501);

    public Uri Root(string pattern) => target.Root(pattern, target[Account.First]?.MailboxName ?? "");

    /// <summary>Takes the exchanges recorded since the last call.</summary>
    public ImmutableArray<TranscriptEntry> TakeExchange()
    {
        var entries = exchange.ToImmutable();
        exchange.Clear();
        return entries;
    }

    /// <exception cref="ProbeStoppedException">The target cannot be reached or has used up our patience.</exception>
    public async Task<ProbeAnswer> AskAsync(
        string method, Uri url, CancellationToken cancellation, string[]? headers = null, byte[]? body = null, string role = Account.First)
    {
        var request = new ProbeRequest(
            method, url, [.. (headers ?? []).Select(Split)], body ?? [], role,
            target.Patience.Answer < patienceMax ? target.Patience.Answer : patienceMax);
        // How many worlds the bundled server has follows the jobs of the run, and is no part of what is judged.
        isSilent = target.IsReference && url.Authority != target.Url.Authority;
        Record(EntryKind.Sent, role, Shown(request), "");
        var reply = await tools.Channel.SendAsync(request, cancellation);
        // On a control clock no time passes here, so that two runs of the same read the same.
        if (!target.HasControlClock)
            elapsed += reply.Elapsed;
        var answer = new ProbeAnswer($"{method} {url.PathAndQuery}", reply);
        last[method] = answer;
        if (reply is Answered answered)
            Record(EntryKind.Received, role, answered.Message, "");
        else
            Record(EntryKind.Note, role, null, answer.Says);
        Count(reply);
        return answer;
    }

    void Count(Reply reply)
    {
        switch (reply)
        {
            case NoAnswer { Cause: NoAnswerCause.NotReached } gone:
                throw new ProbeStoppedException(new TargetUnreachable($"{target.Url} cannot be reached: {gone.Detail}"));
            case NoAnswer { Cause: NoAnswerCause.TimedOut }:
                if (budget.TimedOut())
                    throw new ProbeStoppedException(new TargetSilent(budget.Sentence));
                break;
            default:
                budget.Answered();
                break;
        }
    }

    void Record(EntryKind kind, string role, HttpMessage? message, string text)
    {
        if (isSilent)
            return;
        exchange.Add(new TranscriptEntry(kind, elapsed, role, 0, message, text) { IsSetup = true });
    }

    static Header Split(string line) => line.Split(':', 2, StringSplitOptions.TrimEntries) is [var name, var value]
        ? new Header(name, value)
        : throw new ArgumentException($"'{line}' is no header line.", nameof(line));

    static HttpMessage Shown(ProbeRequest request)
    {
        var start = $"{request.Method} {request.Url.PathAndQuery} HTTP/1.1";
        var head = string.Concat(request.Headers.Select(h => $"{h.Name}: {h.Value}\r\n"));
        return new HttpMessage(start, request.Headers, request.Body, new byte[][]
        {
            Encoding.Latin1.GetBytes($"{start}\r\n{head}\r\n"),
            request.Body.ToArray(),
        }.SelectMany(b => b).ToArray())
        {
            Method = request.Method,
            Target = request.Url.PathAndQuery,
        };
    }
}

/// <summary>Ends a discovery early with its result.</summary>
sealed class ProbeStoppedException(DiscoveryResult result) : Exception
{
    public DiscoveryResult Result => result;
}
