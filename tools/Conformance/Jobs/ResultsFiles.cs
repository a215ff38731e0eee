using Conformance.Harness.Evidence;

namespace Conformance.CommandLine.Jobs;

/// <summary>Reads what earlier runs left behind; what is not there or cannot be read is the user's to hear of.</summary>
static class ResultsFiles
{
    /// <summary>The run whose results a folder holds.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static Task<RunReport> LastRunAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, ResultsFolder.Json);
        return File.Exists(path)
            ? RunAsync(path, cancel)
            : throw new UsageException($"there is no {path}: run 'conformance run' first, or name its folder with --results");
    }

    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static async Task<RunReport> RunAsync(string path, CancellationToken cancel) =>
        Read(path, bytes => RunReportJson.Read(bytes), await BytesAsync(path, cancel));

    /// <returns>Null when no faults have been played into this file.</returns>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static async Task<FaultsFile?> FaultsAsync(string path, CancellationToken cancel) =>
        File.Exists(path) ? Read(path, FaultsFile.Read, await File.ReadAllTextAsync(path, cancel)) : null;

    static async Task<byte[]> BytesAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancel);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {reason.Message}");
        }
    }

    static TValue Read<TText, TValue>(string path, Func<TText, TValue> read, TText text)
    {
        try
        {
            return read(text);
        }
        catch (ResultsFormatException broken)
        {
            throw new UsageException($"{path} cannot be read: {broken.Message}");
        }
    }
}
