using System.Collections.Frozen;

namespace Conformance.Server.Faults;

/// <summary>Every defect that can be switched on, by id.</summary>
public static class FaultCatalogue
{
    public static FrozenDictionary<string, Fault> All { get; } = new Fault[]
    {
        Fault.OfRule("poll.all-quiet", "No event is ever noted: a POLL reports everything under 204.",
            rules => rules with { SetEvent = _ => { } }),
        Fault.OfWire("poll.id-missing", "The last li of a response that has several is dropped.", PollFaults.DropLastId),
    }.ToFrozenDictionary(fault => fault.Id);
}
