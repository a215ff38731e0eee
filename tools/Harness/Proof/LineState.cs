namespace Conformance.Harness.Proof;

/// <summary>How far the proof of a line has come; a later word is a better one.</summary>
enum LineState
{
    /// <summary>It held, and under every mutation it held or could not be judged.</summary>
    Unmoved,

    /// <summary>It missed, but an alternative held whenever it did.</summary>
    Excused,

    /// <summary>A mutation turned it red.</summary>
    Proved,
}
