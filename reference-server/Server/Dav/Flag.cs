namespace Conformance.Server.Dav;

/// <summary>The headers of Exchange that say <c>t</c> or <c>f</c>: Brief, Allow-Rename.</summary>
static class Flag
{
    /// <summary>What cannot be read counts as absent: the header only asks for a favour.</summary>
    public static bool IsTrue(string? text) => text is "t" or "T";
}
