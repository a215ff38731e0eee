using Conformance.Harness.Evidence;

namespace Conformance.Harness.Catalogue;

/// <summary>What a line's result means for a requirement: where level, basis, safety and profile meet.</summary>
public static class RequirementVerdict
{
    /// <summary>Decides the verdict of one requirement on one line that was judged.</summary>
    /// <remarks>
    /// A line that holds passes, or is advisory under its note or the note of its reading; by a reading that the
    /// profile does not accept it counts as missed. A miss on a safety row fails everywhere. A row of another profile
    /// advises, also on the bundled server, which follows the profile it was asked for. Any other miss fails on the
    /// bundled server, and elsewhere if a document or one step from it demands the row.
    /// </remarks>
    /// <param name="missed">True when the line does not hold.</param>
    /// <param name="note">The code under which a line that holds is reported, or null.</param>
    /// <param name="targetIsReference">True when the bundled server is judged.</param>
    /// <param name="profile">The profile of the run, one of <see cref="Profiles.All"/>.</param>
    /// <param name="reading">The reading by which the line holds, or null.</param>
    public static Verdict Of(
        Requirement requirement,
        bool missed,
        string? note,
        bool targetIsReference,
        string profile,
        Reading? reading = null)
    {
        if (missed || reading?.AcceptedBy(profile) == false)
            return Miss(requirement, targetIsReference, profile);
        return (note ?? reading?.Note) is null ? Verdict.Passed : Verdict.Advisory;
    }

    static Verdict Miss(Requirement requirement, bool targetIsReference, string profile)
    {
        if (requirement.Safety)
            return Verdict.Failed;
        if (requirement.Profile is { } only && only != profile)
            return Verdict.Advisory;
        return targetIsReference || requirement.Binds ? Verdict.Failed : Verdict.Advisory;
    }
}
