using System.Collections.Immutable;

namespace Conformance.Harness.Targets;

/// <summary>A key of a target file; also the flag <c>--name</c> and the variable <c>CONFORMANCE_NAME</c>.</summary>
/// <param name="Form">What its value looks like, for help.</param>
/// <param name="Meaning">One sentence, for help and for the commented example.</param>
/// <param name="Default">The value when nobody gives one; null for none.</param>
/// <param name="Parts">Words that may start a part of the value; empty when it has none.</param>
/// <param name="Repeats">True when the key may stand several times.</param>
public sealed record TargetKey(string Name, string Form, string Meaning, string? Default = null, string[]? Parts = null, bool Repeats = false)
{
    public string Flag => $"--{Name}";

    public string Variable => "CONFORMANCE_" + Name.ToUpperInvariant().Replace('-', '_');
}

/// <summary>Every key there is.</summary>
public static class TargetKeys
{
    public const string Bundled = "bundled";

    public static readonly ImmutableArray<TargetKey> All =
    [
        new("name", "WORD", "What reports and snapshots call the target; the host of its URL when left out."),
        new("url", "URL | bundled", "Where the target answers; 'bundled' starts the reference server.", Bundled),
        new("connect", "HOST:PORT", "Where to connect when that is not the host of the URL; the Host header stays."),
        new("route", "HOST=HOST:PORT", "Where to connect for another logical host, such as an RVP domain.", Repeats: true),
        new("account", "ROLE", "Someone who can log on. Roles: alice (required by most scenarios), bob, powerless.",
            Parts: ["user", "password-file", "password-variable", "password"], Repeats: true),
        new("user", "NAME", "User name of alice, in place of the account entry."),
        new("password-file", "FILE", "File whose first line is alice's password."),
        new("password-variable", "VARIABLE", "Variable that holds alice's password.", "CONFORMANCE_PASSWORD"),
        new("auth", "basic | digest | ntlm | negotiate | bearer | certificate | forms | header | none",
            "How accounts log on. For bearer the password is the token; for header it fills {password} in a header.", "basic"),
        new("client-certificate", "FILE", "Certificate with private key (PFX or PEM) that the client shows.",
            Parts: ["password-file", "password-variable"]),
        new("form", "PATH", "Where the log-on form posts to, with auth forms.", "/exchweb/bin/auth/owaauth.dll",
            ["user-field", "password-field", "fields"]),
        new("header", "NAME", "A header added to every request.",
            Parts: ["value", "value-file", "value-variable"], Repeats: true),
        new("notification-root", "PATH", "Folder that the notification and replication faces work in.", "/public/subtest/"),
        new("mailbox-root", "PATH", "Mailbox of an account; {user} stands for its name.", "/exchange/{user}/"),
        new("activesync-root", "PATH", "Where ActiveSync commands are posted.", "/Microsoft-Server-ActiveSync"),
        new("rvp-root", "PATH", "Node of a presence principal; {user} stands for its name.", "/instmsg/aliases/{user}"),
        new("offers", "WORD, WORD...", "Capabilities that the target announces; each is probed, and a failing probe is a failure."),
        new("lacks", "WORD, WORD...", "Capabilities not to probe or use; reported as not offered because this file says so."),
        new("clock", "real | control | URL", "real, or the control port that moves the target's clock; 'control' with url bundled.", "real"),
        new("stimulus", "EVENT", "How to make an event happen: one of the parts protocol, control, hook or command.",
            Parts: ["by", "hook", "command"], Repeats: true),
        new("listen-address", "ADDRESS", "Where our listeners wait for the target's calls; by default the address that it sees us at."),
        new("listen-host", "NAME", "The name by which the target reaches our listeners, when that is not their address."),
        new("patience", "SECONDS", "How long an answer may take.", "10"),
        new("connect-patience", "SECONDS", "How long making a connection may take.", "4"),
        new("settle", "SECONDS", "How long after an event the target may still be working on it.", "0"),
        new("jobs", "NUMBER", "Scenarios at work at the same time.", "4"),
        new("held-max", "NUMBER", "Requests that the target can hold open at once; scenarios that hold more together wait for each other.", "20"),
        new("max-wait", "SECONDS", "Longest sum of waits of a scenario on a real clock; a longer one is not verified.", "60"),
        new("profile", "strict | exchange2000 | exchange2003 | observed", "Which readings of disputed matters count.", "strict"),
        new("ca", "FILE", "Certificate authority (PEM) to trust for this target, beside the machine's."),
        new("certificate", "SHA-256", "Fingerprint of the one server certificate to accept."),
        new("device", "ID, ID... | ID*", "ActiveSync device ids to use, at least 4, since no command removes a partnership; "
            + "with a * new ones are made up for each run.", "CONFORMANCE*"),
        new("heartbeat-min", "SECONDS", "Shortest interval that a Ping may have; asked of the target when left out."),
        new("heartbeat-max", "SECONDS", "Longest interval that a Ping may have."),
        new("poll-interval", "SECONDS", "How often the target looks for changes by itself, while it holds a Ping.", "0"),
        new("deviation", "REQUIREMENT", "A known miss: it explains a failure and never turns it into a pass.",
            Parts: ["reason", "expected", "expires"], Repeats: true),
    ];

    public static readonly ImmutableDictionary<string, TargetKey> ByName = All.ToImmutableDictionary(k => k.Name);
}
