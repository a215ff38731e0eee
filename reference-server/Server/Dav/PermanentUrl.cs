using System.Globalization;
using Conformance.Engine.Storage;

namespace Conformance.Server.Dav;

/// <summary>The URL that stays with a resource when it is moved: <c>/exchange/-FlatUrlSpace-/ID</c>.</summary>
/// <remarks>Source: Exchange SDK, "permanenturl Property". SUBSCRIBE refuses it with 403.</remarks>
public static class PermanentUrl
{
    const string Prefix = "/exchange/-FlatUrlSpace-/";

    public static string Of(Resource resource) => Of(resource.Id);

    public static string Of(long id) => Prefix + id.ToString("x16", CultureInfo.InvariantCulture);

    public static bool IsOne(string path) => path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The resource at an ordinary or permanent path.</summary>
    public static Resource? Resolve(Store store, string path) =>
        !IsOne(path) ? store.Find(path)
        : long.TryParse(path.AsSpan(Prefix.Length).TrimEnd('/'), NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture, out var id) ? store.Find(id)
        : null;
}
