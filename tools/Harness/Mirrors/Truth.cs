namespace Conformance.Harness.Mirrors;

/// <summary>An item as its writers know it.</summary>
sealed class Tracked
{
    /// <summary>Null when it is deleted.</summary>
    public string? Place { get; set; }

    public bool IsWatched { get; set; }

    /// <summary>Value of the property; null until it is set.</summary>
    public string? Mark { get; set; }

    /// <summary>Number of the last write that touched it, counted over the sequence.</summary>
    public int Version { get; set; }

    /// <summary>The last thing that was done to it.</summary>
    public Act Last { get; set; }
}

/// <summary>What the folders of a sequence hold, from what was written there. No answer to a question enters it.</summary>
sealed class Truth
{
    public const int Names = 5;
    public const int NamesElsewhere = 3;

    /// <summary>Value of the property of those that the second mirror sees.</summary>
    public const string In = "in";
    public const string Out = "out";

    readonly Tracked?[] watched = new Tracked?[Names];
    readonly Tracked?[] elsewhere = new Tracked?[NamesElsewhere];
    int version;

    public static string NameOf(int item) => $"i{item + 1}";

    public static string NameElsewhere(int item) => $"o{item + 1}";

    /// <summary>What a mirror should hold.</summary>
    public IEnumerable<Tracked> View(int mirror) => watched.OfType<Tracked>().Where(item => IsIn(mirror, item));

    public static bool IsIn(int mirror, Tracked item) => item is { Place: not null, IsWatched: true } && (mirror == 0 || item.Mark == In);

    public Tracked? Find(string name) => watched.OfType<Tracked>().FirstOrDefault(item => item.Place == name);

    public bool Exists(int item) => watched[item] is not null;

    /// <summary>Whether a step can be carried out now.</summary>
    public bool Allows(WriteStep step) => step.Act switch
    {
        Act.Put or Act.PutElsewhere => true,
        Act.Mark or Act.Unmark or Act.Delete => watched[step.Item] is not null,
        Act.MoveOut => watched[step.Item] is not null && elsewhere[step.Other] is null,
        Act.MoveIn => elsewhere[step.Item] is not null && watched[step.Other] is null,
        Act.Rename or Act.Copy => watched[step.Item] is not null && watched[step.Other] is null,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "an unknown act"),
    };

    /// <summary>Takes note of a step that was carried out.</summary>
    public void Apply(WriteStep step)
    {
        switch (step.Act)
        {
            case Act.Put:
                Touch(watched[step.Item] ??= At(NameOf(step.Item), isWatched: true), step.Act);
                break;
            case Act.PutElsewhere:
                Touch(elsewhere[step.Item] ??= At(NameElsewhere(step.Item), isWatched: false), step.Act);
                break;
            case Act.Mark or Act.Unmark:
                watched[step.Item]!.Mark = step.Act == Act.Mark ? In : Out;
                Touch(watched[step.Item]!, step.Act);
                break;
            case Act.Delete:
                var gone = watched[step.Item]!;
                watched[step.Item] = null;
                gone.Place = null;
                Touch(gone, step.Act);
                break;
            case Act.MoveOut:
                Move(watched, step.Item, elsewhere, step.Other, NameElsewhere(step.Other), isWatched: false, step.Act);
                break;
            case Act.MoveIn:
                Move(elsewhere, step.Item, watched, step.Other, NameOf(step.Other), isWatched: true, step.Act);
                break;
            case Act.Rename:
                Move(watched, step.Item, watched, step.Other, NameOf(step.Other), isWatched: true, step.Act);
                break;
            case Act.Copy:
                watched[step.Other] = At(NameOf(step.Other), isWatched: true);
                watched[step.Other]!.Mark = watched[step.Item]!.Mark;
                Touch(watched[step.Other]!, step.Act);
                break;
        }
    }

    static Tracked At(string name, bool isWatched) => new() { Place = name, IsWatched = isWatched };

    void Move(Tracked?[] from, int item, Tracked?[] to, int other, string name, bool isWatched, Act act)
    {
        var moved = from[item]!;
        from[item] = null;
        to[other] = moved;
        (moved.Place, moved.IsWatched) = (name, isWatched);
        Touch(moved, act);
    }

    void Touch(Tracked item, Act act) => (item.Version, item.Last) = (++version, act);
}
