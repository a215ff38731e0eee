using System.Xml;
using System.Xml.Linq;
using Conformance.Engine.Storage;
using Conformance.Protocol.Sql;

namespace Conformance.Server.Replication;

/// <summary>One column of an answer.</summary>
/// <param name="Element">Name of the element it is written as; in no namespace when the query gave it a name.</param>
/// <param name="Type">The data type it is cast to; null for its own.</param>
readonly record struct Column(PropertyName Property, PropertyName Element, string? Type)
{
    public static Column Of(SqlColumn column)
    {
        var property = PropertyOf(column.Name);
        return new Column(
            property,
            column.Alias is null ? property : new PropertyName("", XmlConvert.EncodeLocalName(column.Alias)),
            column.Type?.Name);
    }

    /// <summary>Splits a property as SQL writes it, namespace and name without a mark between them.</summary>
    /// <remarks>
    /// The name begins after the last <c>/</c>, <c>#</c> or <c>:</c>. A name that XML does not allow, as <c>0x8542</c>, is the property that bodies spell <c>_x0030_x8542</c>.
    /// </remarks>
    /// <exception cref="SqlException">There is nothing after the last mark, no mark, or the namespace of xmlns itself.</exception>
    public static PropertyName PropertyOf(SqlText name)
    {
        var end = name.Text.LastIndexOfAny(['/', '#', ':']) + 1;
        if (end == 0 || end == name.Text.Length)
            throw new SqlException(name.Position, "stands what names no property");
        if (name.Text[..end] == XNamespace.Xmlns.NamespaceName)
            throw new SqlException(name.Position, "stands a namespace that no prefix can be bound to, so no answer could hold it");
        return new PropertyName(name.Text[..end], XmlConvert.EncodeLocalName(name.Text[end..]));
    }
}
