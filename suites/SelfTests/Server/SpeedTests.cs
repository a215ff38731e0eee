using Conformance.Engine;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

public class SpeedTests
{
    /// <summary>The bound is ten times what was measured, so that a busy machine does not make it red.</summary>
    [Test]
    public void A_world_begins_anew_well_under_a_millisecond()
    {
        const int worlds = 500;
        for (var i = 0; i < worlds; i++)
            _ = new World(new WorldSettings());
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        for (var i = 0; i < worlds; i++)
            _ = new World(new WorldSettings());
        var each = time.GetElapsedTime(start) / worlds;
        TestContext.Out.WriteLine($"{each.TotalMicroseconds:F1} microseconds each");
        Assert.That(each, Is.LessThan(TimeSpan.FromMilliseconds(1)));
    }
}
