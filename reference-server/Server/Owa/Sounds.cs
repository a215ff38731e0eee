using System.Buffers.Binary;
using System.Collections.Frozen;

namespace Conformance.Server.Owa;

/// <summary>The two sounds of the article, <c>exchweb/img/notify.wav</c> and <c>reminder.wav</c>, as sums of sines.</summary>
/// <remarks>RIFF WAVE, one channel of 8 bits at 8 kHz, under half a second each.</remarks>
static class Sounds
{
    const int Rate = 8000;
    const int HeadBytes = 44;

    /// <summary>Hertz and milliseconds of each tone.</summary>
    static readonly FrozenDictionary<string, byte[]> all = new Dictionary<string, byte[]>
    {
        ["img/notify.wav"] = Wave((784, 120), (1047, 220)),
        ["img/reminder.wav"] = Wave((659, 110), (659, 110), (880, 200)),
    }.ToFrozenDictionary();

    public static byte[]? Find(string name) => all.GetValueOrDefault(name);

    static byte[] Wave(params (int Hertz, int Milliseconds)[] tones)
    {
        var samples = tones.SelectMany(tone => Tone(tone.Hertz, tone.Milliseconds * Rate / 1000)).ToArray();
        var wave = new byte[HeadBytes + samples.Length];
        "RIFF"u8.CopyTo(wave);
        Write(4, wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        Write(16, 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(22), 1);
        Write(24, Rate);
        Write(28, Rate);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(32), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(34), 8);
        "data"u8.CopyTo(wave.AsSpan(36));
        Write(40, samples.Length);
        samples.CopyTo(wave.AsSpan(HeadBytes));
        return wave;

        void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(at), value);
    }

    /// <summary>A tone that fades, so that it ends without a click.</summary>
    static IEnumerable<byte> Tone(int hertz, int samples)
    {
        for (var i = 0; i < samples; i++)
            yield return (byte)(128 + (100.0 * (samples - i) / samples * Math.Sin(2 * Math.PI * hertz * i / Rate)));
    }
}
