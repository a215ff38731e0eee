namespace Conformance.CommandLine;

/// <summary>Finds the checkout that the tool runs in: the nearest folder upwards that holds Conformance.sln.</summary>
public static class Checkout
{
    const string Mark = "Conformance.sln";

    /// <exception cref="UsageException">Neither the current directory nor the tool's own lies in a checkout.</exception>
    public static string Folder(params string[] below) =>
        Path.Combine([Up(Directory.GetCurrentDirectory()) ?? Up(AppContext.BaseDirectory)
            ?? throw new UsageException($"run this inside a checkout of the suite: no folder above {Directory.GetCurrentDirectory()} holds {Mark}"),
            .. below]);

    static string? Up(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
                return folder.FullName;
        return null;
    }
}
