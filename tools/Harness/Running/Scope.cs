using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>What a name stands for during a run.</summary>
public interface IValue
{
    /// <summary>What <c>${name}</c> puts in.</summary>
    string Text { get; }

    /// <summary>What <c>${name.attribute}</c> puts in; null when the thing has no such attribute.</summary>
    string? Attribute(string name);

    /// <summary>True for resources that a set-up or stimulus made: their values compare as hrefs.</summary>
    bool IsResource => false;
}

/// <summary>A constant or a captured text; an absolute URI has its authority as <c>host</c>, and a <c>path</c>.</summary>
public sealed record TextValue(string Text) : IValue
{
    public string? Attribute(string name) => name is "host" or "path" && Uri.TryCreate(Text, UriKind.Absolute, out var uri) && uri.Authority.Length > 0
        ? name == "host" ? uri.Authority : uri.AbsolutePath
        : null;
}

/// <summary>A value that is not there, and why: a capture that did not happen, an attribute a thing lacks.</summary>
public sealed class MissingValueException(string name, string reason) : Exception($"${{{name}}} has no value: {reason}")
{
    public string Name { get; } = name;
}

/// <summary>The names of one run of one file. A name is bound once, except by alternatives of one answer.</summary>
/// <remarks>Immutable: matching tries assignments and keeps the one that holds.</remarks>
public sealed record Scope(ImmutableDictionary<string, IValue> Values)
{
    public static readonly Scope Empty = new(ImmutableDictionary<string, IValue>.Empty);

    public IValue? Find(string name) => Values.GetValueOrDefault(name);

    public Scope Bind(string name, IValue value) => new(Values.SetItem(name, value));

    public Scope Bind(string name, string text) => Bind(name, new TextValue(text));

    public Scope BindAll(IEnumerable<KeyValuePair<string, IValue>> captures) => new(Values.SetItems(captures));

    /// <summary>The text a use stands for.</summary>
    /// <exception cref="MissingValueException">The name or its attribute has no value.</exception>
    public string Resolve(UsePart use)
    {
        var value = Find(use.Name) ?? throw new MissingValueException(use.Name, "nothing was captured or made under this name");
        var text = use.Attribute is null
            ? value.Text
            : value.Attribute(use.Attribute) ?? throw new MissingValueException($"{use.Name}.{use.Attribute}", "it has no such attribute");
        if (use.Delta != 0)
            text = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? checked(number + use.Delta).ToString(CultureInfo.InvariantCulture)
                : throw new MissingValueException(use.Name, $"'{text}' is no number to add to");
        return use.AsHex ? string.Join(' ', Encoding.UTF8.GetBytes(text).Select(b => b.ToString("X2"))) : text;
    }

    /// <summary>The bytes of a template without captures.</summary>
    /// <exception cref="MissingValueException">A hole has no value.</exception>
    public byte[] Render(Template template)
    {
        var bytes = new List<byte>(template.Source.Length);
        foreach (var part in template.Parts)
            bytes.AddRange(part switch
            {
                LiteralPart literal => literal.Bytes.AsSpan(),
                UsePart use => Encoding.UTF8.GetBytes(Resolve(use)),
                _ => throw new InvalidOperationException($"'{template.Source}' takes a value out where one is put in."),
            });
        return [.. bytes];
    }

    /// <summary>As <see cref="Render"/>, read as UTF-8.</summary>
    public string RenderText(Template template) => Encoding.UTF8.GetString(Render(template));
}
