using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance coverage</c>: rows verified, not testable, and open, per face.</summary>
public sealed class CoverageVerb : Verb<CoverageOptions>
{
    readonly Option<string?> face;
    readonly Option<bool> open;

    public CoverageVerb(Func<CoverageOptions, CancellationToken, Task<int>> invoke)
        : base("coverage", "Counts the requirements that scenarios verify.", invoke)
    {
        face = Add(new Option<string?>("--face") { Description = "Only one face." }
            .AcceptOnlyFromAmong("dav", "notification", "replication", "rvp", "owa", "activesync", "clients"));
        open = Add(new Option<bool>("--open") { Description = "Name each requirement that nothing verifies." });
    }

    public override CoverageOptions Read(ParseResult parsed) => new(parsed.GetValue(face), parsed.GetValue(open));
}

/// <param name="Face">Null for all.</param>
public sealed record CoverageOptions(string? Face, bool Open);
