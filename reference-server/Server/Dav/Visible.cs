using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>What a caller is shown of a folder: nothing that he may not read.</summary>
static class Visible
{
    public static IEnumerable<Resource> MembersOf(WorldCall call, Resource folder) =>
        folder.Members.Where(member => call.May(member, Rights.Read));
}
