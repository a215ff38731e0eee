using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Conformance.Harness.Language;

namespace Conformance.Harness.Targets;

/// <summary>Reads single values out of settings and collects what is wrong with them.</summary>
/// <remarks>After an error a harmless value is returned so that reading goes on; <see cref="ThrowIfWrong"/> ends it.</remarks>
sealed class SettingValues(Settings settings, SecretReader secrets)
{
    readonly ImmutableArray<SettingsError>.Builder errors = ImmutableArray.CreateBuilder<SettingsError>();

    public ImmutableArray<SettingEntry> this[string key] => settings[key];

    public void Error(Origin origin, string message) => errors.Add(new SettingsError(origin, message));

    public void ThrowIfWrong()
    {
        if (errors.Count > 0)
            throw new SettingsException(errors.ToImmutable());
    }

    public string? Text(string key) => settings[key] is [var entry, ..] ? entry.Head : null;

    public Uri Url(string key)
    {
        var entry = settings[key][0];
        if (!Uri.TryCreate(entry.Head, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            Error(entry.Origin, $"'{entry.Head}' is no address; write http://host:port/ or https://host/");
            return Target.NotStarted;
        }
        if (url.UserInfo.Length > 0)
            Error(entry.Origin, "a user or password does not belong into the address; use --user with --password-file");
        return url;
    }

    public DnsEndPoint? EndPoint(string key) => settings[key] is [var entry, ..] ? EndPoint(entry.Head, entry.Origin) : null;

    public DnsEndPoint? EndPoint(string text, Origin origin)
    {
        var colon = text.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0)
            return new DnsEndPoint(text[..colon].Trim('[', ']'), port);
        Error(origin, $"'{text}' is no address to connect to; write host:port");
        return null;
    }

    public IPAddress? Address(string key)
    {
        if (settings[key] is not [var entry, ..])
            return null;
        if (IPAddress.TryParse(entry.Head, out var address))
            return address;
        Error(entry.Origin, $"'{entry.Head}' is no address; write 192.0.2.7 or 2001:db8::7");
        return null;
    }

    public string Path(string key, bool endsWithSlash)
    {
        var entry = settings[key][0];
        if (!entry.Head.StartsWith('/'))
            Error(entry.Origin, $"'{entry.Head}' is no path; it starts with /");
        else if (endsWithSlash && !entry.Head.EndsWith('/'))
            return entry.Head + "/";
        return entry.Head;
    }

    public TimeSpan Seconds(string key, double least, double most)
    {
        var entry = settings[key][0];
        var text = entry.Head.EndsWith('s') ? entry.Head[..^1] : entry.Head;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= least && seconds <= most)
            return TimeSpan.FromSeconds(seconds);
        Error(entry.Origin, FormattableString.Invariant($"'{entry.Head}' is no time; write seconds from {least} to {most}"));
        return TimeSpan.FromSeconds(least);
    }

    public int Number(string key, int least, int most)
    {
        var entry = settings[key][0];
        if (int.TryParse(entry.Head, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Error(entry.Origin, FormattableString.Invariant($"'{entry.Head}' is no number from {least} to {most}"));
        return least;
    }

    public T Choice<T>(string key) where T : struct, Enum
    {
        var entry = settings[key][0];
        var words = Enum.GetNames<T>().Select(n => n.ToLowerInvariant()).ToArray();
        var index = Array.IndexOf(words, entry.Head);
        if (index >= 0)
            return Enum.GetValues<T>()[index];
        Error(entry.Origin, $"'{entry.Head}' is none of {string.Join(", ", words)}{Suggest.Hint(entry.Head, words)}");
        return default;
    }

    public string[] Words(string key) =>
        [.. settings[key].SelectMany(e => e.Head.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>A file that exists, as a full path; relative ones start at the target file.</summary>
    public string? File(string key)
    {
        if (settings[key] is not [var entry, ..])
            return null;
        var path = SecretReader.FullPath(entry.Head, entry.Origin);
        if (!System.IO.File.Exists(path))
            Error(entry.Origin, $"there is no file {path}");
        return path;
    }

    public string? Fingerprint(string key)
    {
        if (settings[key] is not [var entry, ..])
            return null;
        var digits = entry.Head.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
        if (digits.Length != 64 || !digits.All(char.IsAsciiHexDigit))
            Error(entry.Origin, $"'{entry.Head}' is no SHA-256 fingerprint: 64 hex digits, colons allowed");
        return digits;
    }

    /// <summary>The secret that the parts <c>password-file</c> or <c>password-variable</c> (or <c>value-...</c>) name; null when neither stands.</summary>
    public Secret? Secret(SettingEntry entry, string word)
    {
        try
        {
            if (entry[$"{word}-file"] is { } file)
                return secrets.FromFile(file.Text, file.Origin);
            return entry[$"{word}-variable"] is { } variable ? secrets.FromVariable(variable.Text, variable.Origin) : null;
        }
        catch (SettingsException e)
        {
            errors.AddRange(e.Errors);
            return null;
        }
    }

    /// <summary>alice's password by the keys of their own; null when neither is set.</summary>
    public Secret? FirstPassword()
    {
        try
        {
            if (settings["password-file"] is [var file, ..])
                return secrets.FromFile(file.Head, file.Origin);
            var variable = settings["password-variable"][0];
            return secrets.IsSet(variable.Head) || variable.Origin is not DefaultOrigin
                ? secrets.FromVariable(variable.Head, variable.Origin)
                : null;
        }
        catch (SettingsException e)
        {
            errors.AddRange(e.Errors);
            return null;
        }
    }
}
