using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>What may be moved away, and what may be replaced.</summary>
static class TransferRights
{
    /// <summary>A thing moves as a whole or not at all, so each part of it must be writable.</summary>
    public static bool MayLeave(WorldCall call, Resource source) =>
        !Places.IsFixed(source) && call.May(source.Parent!, Rights.Write) && IsWritable(call, source);

    public static bool MayReplace(WorldCall call, Resource there, Resource source) =>
        !Places.IsFixed(there) && !there.Holds(source) && IsWritable(call, there);

    public static int SizeOf(Resource resource) => 1 + resource.Members.Sum(SizeOf);

    static bool IsWritable(WorldCall call, Resource resource) =>
        call.May(resource, Rights.Write) && resource.Members.All(member => IsWritable(call, member));
}
