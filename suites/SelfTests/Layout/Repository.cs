namespace Conformance.SelfTests.Layout;

/// <summary>Finds the files of the project from wherever the tests run.</summary>
static class Repository
{
    /// <summary>The folder that holds Conformance.sln.</summary>
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Source files below a folder, without what the build writes.</summary>
    public static IEnumerable<string> Sources(string folder, string pattern = "*.cs") => Directory
        .EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Conformance.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No Conformance.sln above {AppContext.BaseDirectory}.");
    }
}
