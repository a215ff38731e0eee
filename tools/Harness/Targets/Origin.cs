namespace Conformance.Harness.Targets;

/// <summary>Where a setting was written, in the form that a message and <c>config show</c> name it.</summary>
public abstract record Origin
{
    /// <summary>Directory that relative paths in a value start from; null for the current directory.</summary>
    public virtual string? Directory => null;
}

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record FileOrigin(string Path, int Line, int Column) : Origin
{
    public override string? Directory => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path));

    public override string ToString() => $"{Path}:{Line}:{Column}";
}

public sealed record FlagOrigin(string Key) : Origin
{
    public override string ToString() => $"--{Key}";
}

public sealed record VariableOrigin(string Name) : Origin
{
    public override string ToString() => Name;
}

public sealed record DefaultOrigin : Origin
{
    public override string ToString() => "default";
}
