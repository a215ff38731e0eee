using System.Collections.Immutable;

namespace Conformance.Harness.Targets;

/// <summary>Reads the headers that every request carries.</summary>
static class HeaderReader
{
    static readonly string[] secretNames = ["authorization", "proxy-authorization", "cookie"];

    public static ImmutableArray<TargetHeader> Read(SettingValues values, Secret? password)
    {
        var headers = ImmutableArray.CreateBuilder<TargetHeader>();
        foreach (var entry in values["header"])
        {
            // On a command line "Name: value" is what fingers write; the parts are the form for secrets.
            var (name, inline) = entry.Head.Split(':', 2, StringSplitOptions.TrimEntries) is [var left, var right]
                ? (left, right)
                : (entry.Head, entry["value"]?.Text);
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c)))
                values.Error(entry.Origin, $"'{name}' is no header name");
            else if (inline is not null && secretNames.Contains(name.ToLowerInvariant()) && !inline.Contains("{password}", StringComparison.Ordinal))
                values.Error(entry.Origin, $"{name} carries a secret: give it by value-file or value-variable, or write {{password}} in it");
            else if (inline is not null)
                headers.Add(Inline(values, entry, name, inline, password));
            else if (values.Secret(entry, "value") is { } secret)
                headers.Add(new TargetHeader(name, secret, IsSecret: true));
            else if (entry["value-file"] is null && entry["value-variable"] is null)
                values.Error(entry.Origin, $"the header {name} needs a value, value-file or value-variable");
        }
        return headers.ToImmutable();
    }

    static TargetHeader Inline(SettingValues values, SettingEntry entry, string name, string text, Secret? password)
    {
        if (!text.Contains("{password}", StringComparison.Ordinal))
            return new TargetHeader(name, new Secret(text), IsSecret: false);
        if (password is null)
            values.Error(entry.Origin, "{password} stands for alice's password, which is not given");
        return new TargetHeader(
            name, new Secret(text.Replace("{password}", password?.Reveal(), StringComparison.Ordinal)), IsSecret: true);
    }
}
