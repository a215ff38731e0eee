namespace Conformance.Engine.Storage;

/// <summary>The full name of a property: a namespace URI and a local name, both compared by ordinal.</summary>
public readonly record struct PropertyName(string Namespace, string Name)
{
    public override string ToString() => $"{{{Namespace}}}{Name}";
}
