using System.Text;
using System.Xml;
using System.Xml.Linq;
using Conformance.Harness.Judging.Trees;
using Conformance.Protocol.Wbxml;

namespace Conformance.Harness.Proof;

/// <summary>A recorded body as a tree that can be changed and written again; for WBXML the namespace is the code page.</summary>
sealed class TreeBody
{
    readonly bool isWbxml;

    TreeBody(XElement root, bool isWbxml) => (Root, this.isWbxml) = (root, isWbxml);

    public XElement Root { get; }

    /// <summary>Null when the body is neither XML nor WBXML.</summary>
    public static TreeBody? Read(ReadOnlyMemory<byte> body)
    {
        if (XmlMarkup.Read(body).Root is not null)
            return new TreeBody(ReadXml(body), false);
        var (root, problem) = WbxmlTree.Decode(new MemoryStream(body.ToArray(), writable: false));
        return problem is null ? new TreeBody(root!, true) : null;
    }

    /// <summary>The bytes of a changed tree; null when the form cannot say it.</summary>
    public byte[]? Write(XElement root)
    {
        if (!isWbxml)
            return Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?>" + root.ToString(SaveOptions.DisableFormatting));
        try
        {
            return WbxmlTree.Write(root);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A name that no line asks for, in the namespace or code page of another.</summary>
    public XName Stranger(XName name) => !isWbxml
        ? name.Namespace + (name.LocalName + "-stranger")
        : name.Namespace + OtherTag(name);

    static string OtherTag(XName name) => CodePages.Find(name.NamespaceName)?.Tags
        .LastOrDefault(tag => tag.Name != name.LocalName)?.Name ?? name.LocalName;

    // The judge has read the same bytes within its bounds, so they are harmless here.
    static XElement ReadXml(ReadOnlyMemory<byte> body)
    {
        using var reader = XmlReader.Create(
            new MemoryStream(body.ToArray(), writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
