namespace Conformance.SelfTests.Harness.Catalogue;

/// <summary>Where the repository's own data lie, and folders of their own for broken data.</summary>
static class Fixtures
{
    /// <summary>The folder fixtures of the repository that holds this build.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "fixtures");

    /// <summary>Writes a small fixtures folder: relative path to content.</summary>
    public static TemporaryFixtures With(params (string Path, string Text)[] files) => new(files);

    static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Conformance.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"no Conformance.sln above {AppContext.BaseDirectory}");
    }
}

/// <summary>A fixtures folder that lives as long as a test.</summary>
sealed class TemporaryFixtures : IDisposable
{
    public TemporaryFixtures((string Path, string Text)[] files)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "ledger"));
        Write("requirements/readings.readings", "");
        Write("requirements/notes.notes", "");
        foreach (var (path, text) in files)
            Write(path, text);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("catalogue-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    void Write(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
