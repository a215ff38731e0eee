using System.Collections.Immutable;
using System.Net;

namespace Conformance.Harness.Targets;

/// <summary>Turns settings into a <see cref="Target"/>: every value is checked once, here, and all errors are told together.</summary>
public static class TargetReader
{
    /// <param name="variable">Reads an environment variable that an entry names; null when it is not set.</param>
    /// <exception cref="SettingsException">A value cannot be used, or a secret cannot be had.</exception>
    public static Target Read(Settings settings, Func<string, string?> variable)
    {
        var values = new SettingValues(settings, new SecretReader(variable));
        var bundled = settings["url"][0].Head == TargetKeys.Bundled;
        var url = bundled ? Target.NotStarted : values.Url("url");
        var (clock, control) = Clock(values, bundled);
        var accounts = AccountReader.Read(values, bundled);
        var target = new Target
        {
            Name = values.Text("name") ?? (bundled ? "reference" : url.Host),
            Url = url,
            IsReference = bundled,
            Connect = values.EndPoint("connect"),
            Routes = Routes(values),
            Accounts = accounts,
            Authentication = AuthenticationReader.Read(values),
            Headers = HeaderReader.Read(values, accounts.FirstOrDefault()?.Password),
            Roots = new FaceRoots
            {
                Notification = values.Path("notification-root", endsWithSlash: true),
                Mailbox = values.Path("mailbox-root", endsWithSlash: true),
                ActiveSync = values.Path("activesync-root", endsWithSlash: false),
                Rvp = values.Path("rvp-root", endsWithSlash: false),
            },
            Offers = [.. values.Words("offers")],
            Lacks = [.. values.Words("lacks")],
            Control = control,
            HasControlClock = clock,
            Stimuli = StimulusReader.Read(values, clock),
            ListenAddress = values.Address("listen-address"),
            ListenHost = values.Text("listen-host"),
            Patience = new Patience
            {
                Answer = values.Seconds("patience", 0.1, 3600),
                Connect = values.Seconds("connect-patience", 0.1, 60),
                Settle = values.Seconds("settle", 0, 600),
                PollInterval = values.Seconds("poll-interval", 0, 600),
                MaxWait = values.Seconds("max-wait", 0, 86400),
                Jobs = values.Number("jobs", 1, 256),
                HeldMax = values.Number("held-max", 1, 100000),
            },
            Profile = values.Choice<Profile>("profile"),
            Trust = new Trust(values.File("ca"), values.Fingerprint("certificate")),
            Devices = DeviceReader.Devices(values),
            Heartbeats = DeviceReader.Heartbeats(values),
            Deviations = Deviations(values),
        };
        values.ThrowIfWrong();
        return target;
    }

    static (bool ControlClock, Uri? Control) Clock(SettingValues values, bool bundled)
    {
        var entry = values["clock"][0];
        if (entry.Head == "real")
            return (false, null);
        if (entry.Head == "control" && bundled)
            return (true, null);
        if (entry.Head == "control")
        {
            values.Error(entry.Origin, "a foreign target needs the address of its control port: clock http://127.0.0.1:8081/");
            return (true, null);
        }
        return (true, values.Url("clock"));
    }

    static ImmutableDictionary<string, DnsEndPoint> Routes(SettingValues values)
    {
        var routes = ImmutableDictionary.CreateBuilder<string, DnsEndPoint>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in values["route"])
        {
            var sides = entry.Head.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length < 2 || sides[0].Length == 0)
                values.Error(entry.Origin, $"'{entry.Head}' is no route; write im.b.test=127.0.0.1:8081");
            else if (values.EndPoint(sides[1], entry.Origin) is { } address && !routes.TryAdd(sides[0], address))
                values.Error(entry.Origin, $"'{sides[0]}' has a route already");
        }
        return routes.ToImmutable();
    }

    static ImmutableArray<KnownDeviation> Deviations(SettingValues values)
    {
        var deviations = ImmutableArray.CreateBuilder<KnownDeviation>();
        foreach (var entry in values["deviation"])
        {
            DateOnly? expires = null;
            if (entry["expires"] is { } part)
            {
                if (DateOnly.TryParseExact(part.Text, "yyyy-MM-dd", out var day))
                    expires = day;
                else
                    values.Error(part.Origin, $"'{part.Text}' is no day; write 2027-01-31");
            }
            if (entry["reason"] is null)
                values.Error(entry.Origin, $"the deviation from {entry.Head} needs a reason");
            deviations.Add(new KnownDeviation(
                entry.Head, entry["reason"]?.Text ?? "", entry["expected"]?.Text, expires, entry.Origin));
        }
        return deviations.ToImmutable();
    }
}
