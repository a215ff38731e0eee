using System.Text;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Proof;

/// <summary>Everything that may be changed about what was observed, the likeliest to turn a line red first.</summary>
static class Mutations
{
    static readonly int[] statuses = [500, 200, 207, 412, 404, 400, 201, 418];

    /// <param name="expected">The option that held, with the inner alternatives that held.</param>
    public static IEnumerable<Mutation> Of(Expectation expected, JudgedMoment moment) => moment.Observation switch
    {
        { Reply: Answered answered } seen => Message(expected, seen, answered, moment.Context).Concat(Fates(seen, expected)),
        var seen => Fates(seen, expected).Append(new Mutation("something came", seen with { Reply = Something(expected), Arrivals = 1 })),
    };

    static IEnumerable<Mutation> Message(Expectation expected, Observation seen, Answered answered, JudgingContext context)
    {
        var message = answered.Message;
        foreach (var start in message.Method.Length > 0 ? Requests(message) : Statuses(message))
            yield return Changed(start.What, start.Message);
        foreach (var (what, changed) in HeaderMutations.Of(message, expected))
            yield return Changed(what, changed);
        if (TreeBody.Read(message.Body) is { } body)
        {
            foreach (var (what, root, isRoot) in TreeMutations.Of(body))
                if (body.Write(root) is { } bytes)
                    yield return Changed(what, message.WithBody(bytes)) with { Reach = isRoot ? Reach.Root : Reach.Part };
            var patterns = new PatternMutations(context, body);
            foreach (var (what, root) in expected.Clauses.SelectMany(choice => patterns.Of(choice.First)))
                if (body.Write(root) is { } bytes)
                    yield return Changed(what, message.WithBody(bytes));
        }
        foreach (var (what, changed) in Bodies(message))
            yield return Changed(what, changed) with { Reach = Reach.Body };
        yield return new Mutation("much later", seen with { Reply = answered with { Elapsed = TimeSpan.FromDays(400) } });
        yield return new Mutation("at once", seen with { Reply = answered with { Elapsed = TimeSpan.Zero } });
        foreach (var arrivals in new[] { 2, 1000 })
            yield return new Mutation($"{arrivals} arrivals", seen with { Arrivals = arrivals });

        Mutation Changed(string what, HttpMessage changed) => new(what, seen with { Reply = answered with { Message = changed } });
    }

    static IEnumerable<(string What, HttpMessage Message)> Statuses(HttpMessage message) =>
        from status in statuses
        where status != message.Status
        select ($"status {status}", message.WithStatus(status));

    static IEnumerable<(string What, HttpMessage Message)> Requests(HttpMessage message) =>
    [
        ("another method", message.WithRequest("STRANGER", message.Target)),
        ("another target", message.WithRequest(message.Method, message.Target + "stranger")),
    ];

    static IEnumerable<(string What, HttpMessage Message)> Bodies(HttpMessage message)
    {
        yield return ("no body", message.WithBody(ReadOnlyMemory<byte>.Empty));
        yield return ("garbage for a body", message.WithBody("\0stranger<"u8.ToArray()));
        yield return ("a byte more", message.WithBody((byte[])[.. message.Body.Span, (byte)'x']));
        yield return ("a page of error", message.WithBody("<html><body>An error page</body></html>"u8.ToArray()));
        yield return ("nothing but a start line", message.WithHeaders([]).WithBody(ReadOnlyMemory<byte>.Empty));
        yield return ("a very long body", message.WithBody(Encoding.ASCII.GetBytes(new string('x', 100_000))));
    }

    /// <summary>No answer at all, in each way there is.</summary>
    static IEnumerable<Mutation> Fates(Observation seen, Expectation expected)
    {
        foreach (var cause in new[] { NoAnswerCause.Closed, NoAnswerCause.TimedOut, NoAnswerCause.Malformed })
            yield return new Mutation(
                cause.ToString(),
                seen with { Reply = new NoAnswer(cause, $"mutated: {cause}", ReadOnlyMemory<byte>.Empty, TimeSpan.FromDays(1)), Arrivals = 0 },
                Reach.Answer);
    }

    /// <summary>A message where none was expected.</summary>
    static Answered Something(Expectation expected)
    {
        var message = new HttpMessage("", [], ReadOnlyMemory<byte>.Empty, ReadOnlyMemory<byte>.Empty);
        return new Answered(
            expected.What is NothingLine ? message.WithRequest("NOTIFY", "/stranger") : message.WithStatus(200), [], TimeSpan.Zero);
    }
}
