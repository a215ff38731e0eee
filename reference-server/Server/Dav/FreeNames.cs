using System.Globalization;
using Conformance.Engine.Storage;

namespace Conformance.Server.Dav;

/// <summary>Names for what a client did not name, or whose name is taken.</summary>
/// <remarks>Numbers from 2 go before the extension: <c>Hello.EML</c>, <c>Hello-2.EML</c>. Source: URLs that Exchange gave out.</remarks>
static class FreeNames
{
    public static string Like(Resource folder, string name)
    {
        if (folder.Member(name) is null)
            return name;
        var extension = name.LastIndexOf('.') is > 0 and var dot ? name[dot..] : "";
        var stem = name[..^extension.Length];
        // A folder has a bounded number of members, so one of these is free.
        for (var number = 2; ; number++)
            if ($"{stem}-{number.ToString(CultureInfo.InvariantCulture)}{extension}" is var free && folder.Member(free) is null)
                return free;
    }
}
