using System.Text;
using Conformance.Engine.Storage;

namespace Conformance.Server.Dav.Properties;

/// <summary>A property as it goes into an answer.</summary>
/// <param name="Content">What stands inside the element, as XML; the whole element when <paramref name="IsElement"/>.</param>
/// <param name="Type">Value of the attribute <c>dt</c>; null for text.</param>
readonly record struct PropertyMarkup(string Content, string? Type = null, bool IsElement = false)
{
    public static PropertyMarkup OfText(string text) => new(XmlText.Escape(text));

    public static PropertyMarkup Of(PropertyValue value) =>
        value.Fragment is { } fragment ? new(fragment, IsElement: true)
        : value.Type is null ? OfText(value.Text)
        : value.Type.StartsWith(MultiPrefix, StringComparison.Ordinal) ? new(ListOf(value), value.Type)
        : new(XmlText.Escape(value.Text), value.Type);

    /// <summary>Begins the name of each type that has several values.</summary>
    public const string MultiPrefix = "mv.";

    static string ListOf(PropertyValue value)
    {
        var list = new StringBuilder();
        foreach (var one in value.Values)
            list.Append("<v xmlns=\"").Append(DavNames.Values).Append("\">").Append(XmlText.Escape(one)).Append("</v>");
        return list.ToString();
    }
}
