using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Conformance.Engine.Searching;
using Conformance.Engine.Storage;
using Conformance.Server.Dav;
using Conformance.Server.Dav.Properties;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Replication;

/// <summary>Writes the rows of a SEARCH, one response each.</summary>
/// <remarks>
/// <code>
/// a:response > a:href, a:propstat (status, prop) of 200 and of 404, d:changetype
/// </code>
/// Compact, status before prop, single-letter prefixes: a is DAV:, b the data types, c <c>xml:</c>, d replication, then e, f,
/// ... for the namespaces of the columns as they first appear. Script clients look elements up by these names.
/// Source: Exchange SDK, "SEARCH Method", example; scripts and clients that were read.
/// </remarks>
/// <param name="columns">Null for all that a resource has.</param>
/// <param name="replNamespace">The form of the namespace of replication; null where the request has none.</param>
/// <param name="isBrief">Leaves out what is missing.</param>
sealed class RowWriter
{
    const string Letters = "efghijklmnopqrstuvwxyz";

    readonly WorldCall call;
    readonly IReadOnlyList<Column>? columns;
    readonly bool isBrief;
    readonly Dictionary<string, string> prefixes;
    readonly string origin;

    /// <summary>The address of the folder of the last row, and the change of the world after which it was found.</summary>
    (Resource? Folder, long Number, string Href) near;

    public RowWriter(WorldCall call, IReadOnlyList<Column>? columns, string? replNamespace, bool isBrief)
    {
        (this.call, this.columns, this.isBrief) = (call, columns, isBrief);
        origin = call.Origin;
        prefixes = new Dictionary<string, string>
        {
            [DavNames.Dav] = "a",
            [DavNames.DataTypes] = "b",
            [DavNames.Values] = "c",
            [replNamespace ?? DavNames.Repl] = "d",
        };
        var next = 0;
        foreach (var column in columns ?? [])
            if (column.Element.Namespace is { Length: > 0 } space
                && next < Letters.Length
                && prefixes.TryAdd(space, Letters[next].ToString()))
                next++;
    }

    /// <summary>The declaration and the start of the root.</summary>
    public void Open(StringBuilder text)
    {
        text.Append(XmlAnswer.Declaration).Append("<a:multistatus");
        foreach (var (space, prefix) in prefixes)
            text.Append(" xmlns:").Append(prefix).Append("=\"").Append(XmlText.Escape(space)).Append('"');
        text.Append('>');
    }

    public static void Close(StringBuilder text) => text.Append("</a:multistatus>");

    /// <summary>A row of a resource that is there.</summary>
    /// <param name="changetype">Null for a row of a plain search.</param>
    public void Write(StringBuilder text, Resource resource, string? changetype)
    {
        Begin(text, FolderOf(resource), DavPaths.Encode(resource.Name, resource.IsFolder));
        var asked = columns ?? [.. LiveProperties.NamesOf(call, resource).Select(name => new Column(name, name, null))];
        Properties(text, asked, column => Find(resource, column));
        End(text, changetype);
    }

    /// <summary>A row that stands for several; it has the address of the folder that was searched.</summary>
    public void Write(StringBuilder text, Resource folder, RowGroup group)
    {
        Begin(text, origin, DavPaths.Of(folder));
        Properties(text, columns!, column => column.Property.Name == "visiblecount"
            ? new PropertyMarkup(group.Count.ToString(CultureInfo.InvariantCulture), "int")
            : Find(group.First, column));
        End(text, null);
    }

    /// <summary>A row of a resource that is not there any more: who it was, and none of what was asked for.</summary>
    /// <remarks>Its address tells no name, which the caller may have lost the right to know.</remarks>
    public void WriteGone(StringBuilder text, string href, string uid, string changetype)
    {
        var uidColumns = columns?.Where(column => IsUid(column.Property)).ToArray() is { Length: > 0 } asked
            ? asked
            : [new Column(new(DavNames.Repl, "repl-uid"), new(ReplNamespace, "repl-uid"), null)];
        Begin(text, href, "");
        Properties(text, [.. uidColumns, .. (columns ?? []).Where(column => !IsUid(column.Property))],
            column => IsUid(column.Property) ? PropertyMarkup.OfText(uid) : null);
        End(text, changetype);
    }

    string ReplNamespace => prefixes.First(pair => pair.Value == "d").Key;

    static bool IsUid(PropertyName name) => name.Name == "repl-uid" && DavNames.Canonical(name).Namespace == DavNames.Repl;

    static void Begin(StringBuilder text, string start, string rest) =>
        text.Append("<a:response><a:href>").Append(XmlText.Escape(start)).Append(XmlText.Escape(rest)).Append("</a:href>");

    /// <summary>Rows of one folder follow each other, and only a change can give it another address.</summary>
    string FolderOf(Resource resource)
    {
        if (resource.Parent is not { } folder)
            return origin;
        if (near.Folder != folder || near.Number != call.World.Log.Last)
            near = (folder, call.World.Log.Last, origin + DavPaths.Of(folder));
        return near.Href;
    }

    static void End(StringBuilder text, string? changetype)
    {
        if (changetype is not null)
            text.Append("<d:changetype>").Append(changetype).Append("</d:changetype>");
        text.Append("</a:response>");
    }

    void Properties(StringBuilder text, IReadOnlyList<Column> asked, Func<Column, PropertyMarkup?> find)
    {
        List<Column>? missing = null;
        var start = text.Length;
        OpenPropstat(text, StatusCodes.Status200OK);
        var empty = text.Length;
        foreach (var column in asked)
            if (find(column) is { } markup)
                Property(text, column.Element, markup);
            else
                (missing ??= []).Add(column);
        // A response has one propstat at least.
        if (text.Length == empty && missing is not null && !isBrief)
            text.Length = start;
        else
            ClosePropstat(text);
        if (missing is null || isBrief)
            return;
        OpenPropstat(text, StatusCodes.Status404NotFound);
        foreach (var column in missing)
            Property(text, column.Element, default);
        ClosePropstat(text);
    }

    PropertyMarkup? Find(Resource resource, Column column)
    {
        if (column.Type is not { } type)
            return LiveProperties.FindTyped(call, resource, column.Property);
        return LiveProperties.ValueOf(call, resource, column.Property) is { Fragment: null } value
            && value.Values.All(text => DataTypes.Read(type, text) is not null)
            ? PropertyMarkup.Of(value with { Type = type })
            : null;
    }

    static void OpenPropstat(StringBuilder text, int status) =>
        text.Append("<a:propstat><a:status>").Append(StatusLines.Of(status)).Append("</a:status><a:prop>");

    static void ClosePropstat(StringBuilder text) => text.Append("</a:prop></a:propstat>");

    void Property(StringBuilder text, PropertyName element, PropertyMarkup markup)
    {
        if (markup.IsElement)
        {
            text.Append(element.Namespace.Length > 0 ? markup.Content : Renamed(markup.Content, element.Name));
            return;
        }
        var prefix = prefixes.GetValueOrDefault(element.Namespace);
        Name(text.Append('<'), prefix, element.Name);
        if (prefix is null && element.Namespace.Length > 0)
            text.Append(" xmlns=\"").Append(XmlText.Escape(element.Namespace)).Append('"');
        if (markup.Type is { } type)
            text.Append(" b:dt=\"").Append(XmlText.Escape(type)).Append('"');
        if (string.IsNullOrEmpty(markup.Content))
            text.Append("/>");
        else
            Name(text.Append('>').Append(markup.Content).Append("</"), prefix, element.Name).Append('>');
    }

    static StringBuilder Name(StringBuilder text, string? prefix, string name) =>
        prefix is null ? text.Append(name) : text.Append(prefix).Append(':').Append(name);

    static string Renamed(string element, string name)
    {
        var kept = XElement.Parse(element, LoadOptions.PreserveWhitespace);
        kept.Name = name;
        kept.Attributes().Where(attribute => attribute.Name == "xmlns").Remove();
        return kept.ToString(SaveOptions.DisableFormatting);
    }
}
