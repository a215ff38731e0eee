using Conformance.Engine.Storage;

namespace Conformance.Engine.Searching;

/// <summary>Gives a property of a resource; null when it has none of that name.</summary>
public delegate PropertyValue? PropertyReader(Resource resource, PropertyName name);

/// <summary>Rows of a search that agree in some properties.</summary>
/// <param name="First">One of them, from which the common values can be read.</param>
public readonly record struct RowGroup(Resource First, int Count);

/// <summary>Carries out queries over resources. Callers hold the world's lock.</summary>
/// <param name="read">Properties, live ones included.</param>
/// <param name="mayRead">Whether the caller may see a resource.</param>
public sealed class Search(SearchRules rules, PropertyReader read, Func<Resource, bool> mayRead)
{
    /// <summary>What matches, in the order that was asked for, else folders before what is in them and by age.</summary>
    public List<Resource> Find(Query query)
    {
        var found = new List<Resource>();
        var seen = query.Scopes.Length > 1 ? new HashSet<long>() : null;
        foreach (var scope in query.Scopes)
            foreach (var resource in rules.Reached(scope, mayRead))
                if ((query.Where is null || Matches(query.Where, resource)) && seen?.Add(resource.Id) is not false)
                    found.Add(resource);
        return Sorted(found, query.Order);
    }

    /// <summary>The rows in the order of some keys; what is equal in all of them stays as it stood.</summary>
    public List<Resource> Sorted(List<Resource> rows, IReadOnlyList<SortKey> order)
    {
        if (order.Count == 0)
            return rows;
        var keyed = rows.ConvertAll(row => (Row: row, Keys: order.Select(key => FirstOf(row, key.Property)).ToArray()));
        return [.. keyed.OrderBy(pair => pair.Keys, Comparer<Scalar?[]>.Create((one, other) => Compare(one, other, order)))
            .Select(pair => pair.Row)];
    }

    /// <summary>Puts together what agrees in some properties; groups come in the order of their keys.</summary>
    public List<RowGroup> Grouped(List<Resource> rows, IReadOnlyList<SortKey> order)
    {
        var groups = new List<RowGroup>();
        Scalar?[]? last = null;
        foreach (var row in Sorted(rows, order))
        {
            Scalar?[] keys = [.. order.Select(key => FirstOf(row, key.Property))];
            if (last is not null && Compare(last, keys, order) == 0)
                groups[^1] = groups[^1] with { Count = groups[^1].Count + 1 };
            else
                groups.Add(new RowGroup(row, 1));
            last = keys;
        }
        return groups;
    }

    public bool Matches(Condition condition, Resource resource)
    {
        switch (condition)
        {
            case AnyOf any:
                foreach (var part in any.Parts)
                    if (Matches(part, resource))
                        return true;
                return false;
            case AllOf all:
                foreach (var part in all.Parts)
                    if (!Matches(part, resource))
                        return false;
                return true;
            case NotThat not:
                return !Matches(not.Inner, resource);
            case Like like:
                return ValuesOf(like.Left, resource) is { } texts && texts.Exists(value => rules.IsLike(value.Text, like.Pattern));
            case Missing missing:
                return ValuesOf(missing.Operand, resource) is null;
            case Compared compared:
                return Holds(compared, resource);
            default:
                throw new InvalidOperationException($"No rule for {condition.GetType().Name}.");
        }
    }

    bool Holds(Compared compared, Resource resource)
    {
        if (ValuesOf(compared.Left, resource) is not { } left || ValuesOf(compared.Right, resource) is not { } right)
            return rules.HoldsOfMissing(compared.Comparer);
        var isComparable = false;
        foreach (var one in left)
            foreach (var other in right)
            {
                if (rules.Compare(one, other) is not { } order)
                    continue;
                isComparable = true;
                if (compared.Comparer == Comparer.NotEqual ? order == 0 : Fits(order, compared.Comparer))
                    return compared.Comparer != Comparer.NotEqual;
            }
        return isComparable && compared.Comparer == Comparer.NotEqual;
    }

    static bool Fits(int order, Comparer comparer) => comparer switch
    {
        Comparer.Equal => order == 0,
        Comparer.Less => order < 0,
        Comparer.LessOrEqual => order <= 0,
        Comparer.Greater => order > 0,
        _ => order >= 0,
    };

    int Compare(Scalar?[] one, Scalar?[] other, IReadOnlyList<SortKey> order)
    {
        for (var i = 0; i < order.Count; i++)
            if (rules.Sort(one[i], other[i]) is not 0 and var difference)
                return order[i].IsDescending ? -difference : difference;
        return 0;
    }

    Scalar? FirstOf(Resource resource, PropertyName name) =>
        ValuesOf(new PropertyOperand(name), resource) is [var first, ..] ? first : null;

    /// <summary>Null for what is not there; empty for what is there and cannot be compared, as a tree of elements.</summary>
    List<Scalar>? ValuesOf(Operand operand, Resource resource)
    {
        if (operand is ConstantOperand constant)
            return constant.Value is { } value ? [value] : null;
        var property = (PropertyOperand)operand;
        if (read(resource, property.Name) is not { } stored)
            return null;
        var values = new List<Scalar>(1);
        foreach (var text in stored.Values)
            if (DataTypes.Read(property.Type ?? stored.Type, text) is { } one)
                values.Add(one);
        return values.Count == 0 && property.Type is not null ? null : values;
    }
}
