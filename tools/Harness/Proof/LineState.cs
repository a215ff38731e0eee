namespace Conformance.Harness.Proof;

/// <summary>How far the proof of a line has come; a later word is a better one.</summary>
enum LineState
{
    /// <summary>It held, and held under every mutation.</summary>
    Unmoved,

    /// <summary>Mutations took away what it needs; none was judged by it.</summary>
    OnlyBlocked,

    /// <summary>It missed, but an alternative held whenever it did.</summary>
    Excused,

    /// <summary>A mutation turned it red.</summary>
    Proved,
}
