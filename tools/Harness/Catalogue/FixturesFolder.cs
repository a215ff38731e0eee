namespace Conformance.Harness.Catalogue;

/// <summary>Finds the data of the suite: requirements, scenarios, faults, targets, snapshots.</summary>
public static class FixturesFolder
{
    const string name = "fixtures";

    /// <summary>The folder <c>fixtures</c> beside or above a starting place: where the program lies, then where it was started.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Find() =>
        Above(AppContext.BaseDirectory) ?? Above(Directory.GetCurrentDirectory())
        ?? throw new DirectoryNotFoundException(
            $"No folder '{name}' with requirements in it, neither above {AppContext.BaseDirectory} nor above {Directory.GetCurrentDirectory()}.");

    static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, name, "requirements")))
                return Path.Combine(folder.FullName, name);
        return null;
    }
}
