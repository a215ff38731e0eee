using System.Diagnostics;
using Microsoft.Playwright;

namespace Conformance.Browser;

/// <summary>Finds a Chromium for everybody and launches it without a window.</summary>
/// <remarks>
/// An installed Chromium, Chrome or Edge first; then Playwright's own download; then, on Debian as root, the package
/// <c>chromium</c>. Each step that fails leaves a sentence, and all of them stand in the error when none works.
/// </remarks>
public static class BrowserFinder
{
    static readonly TimeSpan installMax = TimeSpan.FromMinutes(5);

    static readonly string[] names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    static readonly string[] places =
    [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/snap/bin/chromium",
        "/opt/google/chrome/chrome",
        @"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        @"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        @"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        @"%LocalAppData%\Chromium\Application\chrome.exe",
        @"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        @"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <exception cref="BrowserNotFoundException">No way led to a browser that starts.</exception>
    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        var tried = new List<string>();
        foreach (var path in Installed())
            if (await TryLaunch(playwright, path, tried) is { } browser)
                return browser;
        foreach (var step in new Func<List<string>, Task>[] { Download, InstallPackage })
        {
            await step(tried);
            foreach (var path in Installed().Append(playwright.Chromium.ExecutablePath).Where(File.Exists))
                if (await TryLaunch(playwright, path, tried) is { } browser)
                    return browser;
        }
        throw new BrowserNotFoundException(tried);
    }

    /// <summary>Browsers found on PATH and where installers put them, in the order of preference.</summary>
    public static IEnumerable<string> Installed() =>
        Candidates(Environment.GetEnvironmentVariable("PATH") ?? "", Environment.ExpandEnvironmentVariables).Where(File.Exists);

    /// <summary>Every place to look at.</summary>
    public static IEnumerable<string> Candidates(string path, Func<string, string> expand)
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + suffix))).Concat(places.Select(expand));
    }

    static async Task<IBrowser?> TryLaunch(IPlaywright playwright, string path, List<string> tried)
    {
        try
        {
            return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Headless = true,
                Timeout = 30_000,
                // The sandbox refuses to run as root; what is loaded is our own page.
                Args = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? [.. quiet, "--no-sandbox"] : quiet,
            });
        }
        catch (PlaywrightException e)
        {
            tried.Add($"{path} does not start: {e.Message.Split('\n')[0]}");
            return null;
        }
    }

    /// <summary>Nothing of the browser's own business on the network: updates, field trials, safe browsing.</summary>
    static readonly string[] quiet =
    [
        "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync",
        "--no-first-run", "--no-pings", "--disable-dev-shm-usage",
    ];

    static async Task Download(List<string> tried)
    {
        tried.Add("No browser that starts is installed on PATH or in the usual places.");
        var script = Path.Combine(AppContext.BaseDirectory, "playwright.ps1");
        var install = Task.Run(() => Microsoft.Playwright.Program.Main(["install", "chromium"]));
        try
        {
            var code = await install.WaitAsync(installMax, TimeProvider.System);
            if (code != 0)
                tried.Add($"Playwright's download ended with code {code}; by hand: pwsh {script} install chromium");
        }
        catch (TimeoutException)
        {
            tried.Add($"Playwright's download took longer than {installMax.TotalMinutes} minutes; by hand: pwsh {script} install chromium");
        }
    }

    static async Task InstallPackage(List<string> tried)
    {
        if (!File.Exists("/usr/bin/apt-get") || !Environment.IsPrivilegedProcess)
        {
            tried.Add("The package chromium can be installed by this test only on Debian as root.");
            return;
        }
        foreach (var arguments in new[] { "-q update", "-q install -y --no-install-recommends chromium" })
            if (await AptGet(arguments) is { Length: > 0 } failure)
                tried.Add(failure);
    }

    static async Task<string> AptGet(string arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/apt-get", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(installMax, TimeProvider.System);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            await output;
            return process.ExitCode == 0 ? "" : $"apt-get {arguments} ended with code {process.ExitCode}: {(await error).Trim().Split('\n')[^1]}";
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return $"apt-get {arguments} took longer than {installMax.TotalMinutes} minutes.";
        }
    }
}

/// <summary>There is no browser; the message says what was tried and what to do.</summary>
public sealed class BrowserNotFoundException(IReadOnlyList<string> tried) : Exception(
    $"""
     No Chromium, Chrome or Edge can be started. Install one of them so that it is on PATH, and run the tests again.
     Tried:
     {string.Join('\n', tried.Select(t => $"  {t}"))}
     """);
