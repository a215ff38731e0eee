using System.Globalization;

namespace Conformance.Bench.Load;

/// <summary>What a process has used since it began; it measures itself, since from outside its CPU is known in steps of 10 ms.</summary>
/// <param name="Cpu">Microseconds, user and system.</param>
/// <param name="Allocated">Bytes of managed memory.</param>
sealed record Usage(double Cpu, long Allocated)
{
    public static Usage OfThisProcess() =>
        new(Environment.CpuUsage.TotalTime.TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true));

    /// <exception cref="FormatException">The line is not what <see cref="ToString"/> writes.</exception>
    public static Usage Parse(string line) => line.Split(' ') is [var cpu, var allocated]
        ? new(double.Parse(cpu, CultureInfo.InvariantCulture), long.Parse(allocated, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{line}' is no usage.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cpu:F0} {Allocated}");

    /// <summary>What was used since an earlier reading, by each of a number of requests.</summary>
    public (double Cpu, double Bytes) Each(Usage before, int requests) =>
        ((Cpu - before.Cpu) / requests, (double)(Allocated - before.Allocated) / requests);
}
