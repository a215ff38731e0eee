using System.Security.Cryptography;
using System.Text;

namespace Conformance.Harness.Evidence.Html;

/// <summary>The parts of the page that are the same for every run: its frame, its style, its script.</summary>
static class PageResources
{
    /// <summary>In the order in which they are put into one script; each uses only what stands before it.</summary>
    static readonly string[] scripts = ["elements.js", "exchange.js", "timeline.js", "scenario.js", "routes.js"];

    static readonly string[] styles = ["report.css", "scenario.css"];

    public static string Frame { get; } = Read("report.html");

    public static string Style { get; } = "\n" + string.Concat(styles.Select(Read));

    public static string Script { get; } = $"\n'use strict';\n(() => {{\n{string.Concat(scripts.Select(Read))}}})();\n";

    /// <summary>Lets this style and this script work and nothing else, and lets nothing out.</summary>
    /// <remarks>Source: W3C Content Security Policy Level 3, hash sources.</remarks>
    public static string Policy { get; } =
        $"default-src 'none'; style-src {Hash(Style)}; script-src {Hash(Script)}; img-src data:; base-uri 'none'; form-action 'none'";

    static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    static string Read(string name)
    {
        var full = $"Conformance.Harness.Evidence.Html.{name}";
        using var stream = typeof(PageResources).Assembly.GetManifestResourceStream(full)
            ?? throw new InvalidOperationException($"The resource {full} was not built into the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
