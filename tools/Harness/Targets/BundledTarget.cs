using System.Collections.Immutable;

namespace Conformance.Harness.Targets;

/// <summary>The bundled server as a target.</summary>
public static class BundledTarget
{
    /// <summary>
    /// The host that requests name whatever ports the worlds have, so that every run reads the same: the address that
    /// <c>conformance serve</c> listens on unless told otherwise, so that reproductions work there as they stand.
    /// </summary>
    public static readonly Uri LogicalUrl = new("http://127.0.0.1:8080/");

    /// <summary>The settings of reference.target at a control port.</summary>
    /// <exception cref="SettingsException">The file cannot be used.</exception>
    public static Target At(Uri control, string fixtures) => Of(
        Settings.Resolve(
            ImmutableDictionary<string, ImmutableArray<string>>.Empty, _ => null,
            TargetFile.Read(Path.Combine(fixtures, "targets", TargetLocator.Reference + TargetLocator.Extension))),
        control);

    /// <summary>See <see cref="Target.PublishedPasswords"/>.</summary>
    public static ImmutableDictionary<string, string> PublishedPasswords(string fixtures) => At(LogicalUrl, fixtures).PublishedPasswords;

    public static Target Of(Settings settings, Uri control) =>
        TargetReader.Read(settings, _ => null).At(LogicalUrl, control);
}
