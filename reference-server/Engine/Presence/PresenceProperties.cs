using System.Collections.Immutable;
using Conformance.Engine.Storage;

namespace Conformance.Engine.Presence;

/// <summary>The properties that every node has. Source: RVP draft 5.5; the order is that of its SUBSCRIBE example.</summary>
public static class PresenceProperties
{
    const string rvp = "http://schemas.microsoft.com/rvp/";

    public static readonly PropertyName State = new(rvp, "state");
    public static readonly PropertyName DisplayName = new("DAV:", "displayname");
    public static readonly PropertyName Email = new(rvp, "email");

    /// <summary>0 or 1: whether the principal can be reached on the move.</summary>
    public static readonly PropertyName MobileState = new(rvp, "mobile-state");
    public static readonly PropertyName MobileDescription = new(rvp, "mobile-description");

    public static readonly ImmutableArray<PropertyName> All = [State, DisplayName, Email, MobileState, MobileDescription];
}
