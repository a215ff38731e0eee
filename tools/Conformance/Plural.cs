namespace Conformance.CommandLine;

/// <summary>Counts as people say them.</summary>
static class Plural
{
    /// <summary><c>1 file</c>, <c>2 files</c>.</summary>
    public static string Of(int number, string one) => FormattableString.Invariant($"{number} {one}{(number == 1 ? "" : "s")}");
}
