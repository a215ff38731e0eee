using System.Text.RegularExpressions;
using Conformance.Harness.Language;

namespace Conformance.Harness.Judging;

/// <summary>The shapes that a capture may ask for.</summary>
static partial class ValueKinds
{
    /// <summary>Says whether a text has the shape, and what value it stands for.</summary>
    public static bool Accepts(ValueKind kind, string text, out string value)
    {
        value = text;
        switch (kind)
        {
            case ValueKind.Text:
                return text.Length > 0;
            case ValueKind.Int:
                return IsNumber(text.AsSpan(text.StartsWith('-') || text.StartsWith('+') ? 1 : 0));
            case ValueKind.Id:
                return IsNumber(text);
            case ValueKind.Uri:
                return AbsoluteUri().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _);
            case ValueKind.Path:
                var path = PathOf().Match(text);
                value = path.Groups["path"].Value;
                return path.Success;
            default:
                var status = StatusOf().Match(text);
                value = status.Groups["status"].Value;
                return status.Success;
        }
    }

    public static string Describe(ValueKind kind) => kind switch
    {
        ValueKind.Text => "text",
        ValueKind.Int => "a whole number",
        ValueKind.Id => "an id of decimal digits",
        ValueKind.Uri => "an absolute URI",
        ValueKind.Path => "an absolute path",
        _ => "a status of three digits",
    };

    /// <summary>A pattern for a capture inside longer text.</summary>
    public static string Pattern(ValueKind kind) => kind switch
    {
        ValueKind.Text => ".+",
        ValueKind.Int => "[+-]?[0-9]+",
        ValueKind.Id => "[0-9]+",
        ValueKind.Uri => @"[A-Za-z][A-Za-z0-9+.\-]*:.+",
        ValueKind.Path => @"(?:[A-Za-z][A-Za-z0-9+.\-]*://[^/]*)?/.*",
        _ => "[0-9]{3}",
    };

    static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.\-]*:")]
    private static partial Regex AbsoluteUri();

    [GeneratedRegex(@"\A(?:[A-Za-z][A-Za-z0-9+.\-]*://[^/?#]*)?(?<path>/[^?#\s]*)(?:[?#]\S*)?\z")]
    private static partial Regex PathOf();

    [GeneratedRegex(@"\A(?:HTTP/[0-9]\.[0-9] +(?<status>[0-9]{3})(?: .*)?|(?<status>[0-9]{3}))\z", RegexOptions.Singleline)]
    private static partial Regex StatusOf();
}
