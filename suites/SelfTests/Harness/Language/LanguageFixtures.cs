namespace Conformance.SelfTests.Harness.Language;

/// <summary>The example files of the language: 26 of them use every word of its grammar.</summary>
static class LanguageFixtures
{
    public static string Folder { get; } = Find();

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.scenario").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "fixtures", "language");
            if (Directory.Exists(found))
                return found;
        }
        throw new DirectoryNotFoundException("fixtures/language stands nowhere above the test assembly");
    }
}
