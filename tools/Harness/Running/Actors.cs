namespace Conformance.Harness.Running;

/// <summary>The names of actors that exist without being bound.</summary>
public static class Actors
{
    /// <summary>Who speaks where no name stands before the arrow.</summary>
    public const string Default = "alice";
}
