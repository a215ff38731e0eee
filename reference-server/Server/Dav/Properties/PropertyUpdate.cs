using System.Xml.Linq;
using Conformance.Engine.Storage;

namespace Conformance.Server.Dav.Properties;

/// <summary>One step of a PROPPATCH: sets a property, or removes it when the value is null.</summary>
public readonly record struct PropertyStep(PropertyName Name, PropertyValue? Value);

/// <summary>Reads the body of a PROPPATCH, which an MKCOL may carry too. Source: RFC 4918, 14.19.</summary>
/// <remarks>
/// <code>propertyupdate = 1*( set / remove ), each with one prop</code>
/// A value is kept as typed text when its only attribute is <c>dt</c> and its only children are <c>v</c>, else as it came.
/// </remarks>
static class PropertyUpdate
{
    static readonly XNamespace dav = DavNames.Dav;
    static readonly XName dataType = XNamespace.Get(DavNames.DataTypes) + "dt";
    static readonly XName oneValue = XNamespace.Get(DavNames.Values) + "v";
    static readonly XName language = XNamespace.Xml + "lang";

    public static bool IsOne(XElement root) => root.Name == dav + "propertyupdate";

    /// <summary>The steps in the order of the document; null for what is no propertyupdate.</summary>
    public static IReadOnlyList<PropertyStep>? Read(XElement root)
    {
        var actions = root.Elements().Where(e => e.Name == dav + "set" || e.Name == dav + "remove").ToArray();
        if (!IsOne(root) || actions.Length == 0 || actions.Any(action => action.Elements(dav + "prop").Count() != 1))
            return null;
        return
        [
            .. from action in actions
               from property in action.Element(dav + "prop")!.Elements()
               select new PropertyStep(NameOf(property), action.Name == dav + "set" ? ValueOf(property) : null),
        ];
    }

    public static PropertyName NameOf(XElement property) => new(property.Name.NamespaceName, property.Name.LocalName);

    static PropertyValue ValueOf(XElement property)
    {
        var attributes = property.Attributes().Where(a => !a.IsNamespaceDeclaration).ToArray();
        var type = attributes is [{ } only] && only.Name == dataType ? only.Value : null;
        var hasPlainAttributes = attributes.Length == 0 || type is not null;
        var spoken = property.AncestorsAndSelf().Select(e => e.Attribute(language)).FirstOrDefault(a => a is not null);
        return hasPlainAttributes && spoken is null && !property.HasElements ? PropertyValue.OfText(property.Value, type)
            : hasPlainAttributes && spoken is null && IsListOfValues(property, type) ? PropertyValue.OfValues(type!, property.Elements().Select(v => v.Value))
            : PropertyValue.OfFragment(Kept(property, spoken));
    }

    static bool IsListOfValues(XElement property, string? type) =>
        type?.StartsWith(PropertyMarkup.MultiPrefix, StringComparison.Ordinal) is true
        && property.Elements().All(v => v.Name == oneValue && !v.HasElements);

    /// <summary>The element alone; the language of what stood around it belongs to its value (RFC 4918, 4.3).</summary>
    static string Kept(XElement property, XAttribute? spoken)
    {
        var kept = new XElement(property);
        if (spoken is not null)
            kept.SetAttributeValue(language, spoken.Value);
        return kept.ToString(SaveOptions.DisableFormatting);
    }
}
