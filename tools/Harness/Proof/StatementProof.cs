using System.Collections.Immutable;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Proof;

/// <summary>Proves the lines of one statement from the moments at which it held: one run, or one for each row of a sweep.</summary>
public sealed class StatementProof
{
    /// <summary>Bounds the mutations of one moment, so that a proof ends whatever a body holds.</summary>
    const int MutationsMax = 5000;

    readonly Dictionary<int, LineState> states = [];

    /// <summary>Lines that held at least once; true for those that a mutation turned red.</summary>
    public IEnumerable<(int Line, bool IsProved, string Reason)> Lines =>
        states.OrderBy(s => s.Key).Select(s => (s.Key, s.Value == LineState.Proved, Words(s.Value)));

    /// <summary>How many mutations were judged.</summary>
    public int Mutations { get; private set; }

    /// <summary>Mutates what was seen until each line that held has turned red, or nothing is left to change.</summary>
    public void Add(Moment moment)
    {
        switch (moment)
        {
            case JudgedMoment judged:
                Message(judged);
                break;
            case CheckedMoment relations:
                foreach (var relation in relations.Check.Relations)
                    Relation(relation, relations.Scope);
                break;
            case StillMoment still:
                foreach (var line in still.Still.Held)
                    Learn(line.Line, OpenRequests.Judge(line, hasStirred: true).Outcome == Outcome.Missed ? LineState.Proved : LineState.Unmoved);
                break;
        }
    }

    void Message(JudgedMoment moment)
    {
        var recorded = Judge.Of(moment.Received, moment.Observation, moment.Context);
        // An answer that missed something proves nothing about what it would take to miss.
        if (recorded.Lines.Any(line => line.Outcome != Outcome.Held))
            return;
        var held = recorded.Lines.Select(line => line.Line).ToHashSet();
        foreach (var line in held)
            Learn(line, LineState.Unmoved);
        if (held.All(line => states[line] == LineState.Proved))
            return;
        var pinned = Pinned.Of(recorded.Chosen, held);
        var lines = Pinned.Lines(pinned);
        var rivals = Rivals.Of(moment.Received);
        foreach (var mutation in Proof.Mutations.Of(pinned, moment).Take(MutationsMax))
        {
            Mutations++;
            var judged = Judge.Of(pinned, mutation.Observation, moment.Context);
            Judged? whole = null;
            foreach (var line in judged.Lines.Where(line => line.Outcome == Outcome.Missed && states.GetValueOrDefault(line.Line) != LineState.Proved))
                if (IsToldBy(line.Line, mutation, judged, lines))
                    Tell(line.Line, IsRed(line.Line, whole ??= Judge.Of(moment.Received, mutation.Observation, moment.Context), rivals)
                        ? LineState.Proved
                        : LineState.Excused, lines);
            if (held.All(line => states[line] == LineState.Proved))
                return;
        }
    }

    /// <summary>What turns a line red turns an <c>each</c> above it red: "each of them matches" is said by the lines below it alone.</summary>
    void Tell(int number, LineState state, Dictionary<int, (IJudged Line, IJudged? Parent)> lines)
    {
        Learn(number, state);
        if (lines[number].Parent is Node { Quantifier: Quantifier.Each, Value: null } each && states.ContainsKey(each.Line))
            Learn(each.Line, state);
    }

    /// <summary>True when the line missed by its own judgement, not because what it stands in is missing.</summary>
    static bool IsToldBy(
        int number, Mutation mutation, Judged judged, Dictionary<int, (IJudged Line, IJudged? Parent)> lines)
    {
        var (line, parent) = lines[number];
        return mutation.Proves(line, isRoot: line is Node && parent is null)
            && (parent is null || judged.Lines.Any(other => other.Line == parent.Line && other.Outcome == Outcome.Held));
    }

    static bool IsRed(
        int line, Judged whole, ImmutableDictionary<int, ImmutableHashSet<int>> rivals) =>
        whole.Lines.Any(other => other.Outcome == Outcome.Missed
            && (other.Line == line || (rivals.TryGetValue(line, out var lines) && lines.Contains(other.Line))));

    void Relation(Relation relation, Scope scope)
    {
        if (Relations.Judge(relation, scope).Outcome != Outcome.Held)
            return;
        Learn(relation.Line, LineState.Unmoved);
        foreach (var changed in RelationMutations.Of(relation, scope))
        {
            Mutations++;
            if (Relations.Judge(relation, changed).Outcome == Outcome.Missed)
            {
                Learn(relation.Line, LineState.Proved);
                return;
            }
        }
    }

    void Learn(int line, LineState state)
    {
        if (!states.TryGetValue(line, out var known) || state > known)
            states[line] = state;
    }

    static string Words(LineState state) => state switch
    {
        LineState.Proved => "",
        LineState.Excused => "an alternative holds whenever it is missed",
        _ => "no mutation makes it miss",
    };
}
